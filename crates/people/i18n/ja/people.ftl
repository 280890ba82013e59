# People, pairs, sign-in, settings.

pair-kind-line = 上司と部下
pair-kind-mentor = メンター
pair-kind-diagonal = ななめの関係
pair-kind-peer = 同僚どうし

form-back = 戻る

invalid-cursor = 続きの位置(cursor)が読み取れません。
