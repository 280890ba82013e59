# People, pairs, sign-in, settings.

pair-kind-line = 上司と部下
pair-kind-mentor = メンター
pair-kind-diagonal = ななめの関係
pair-kind-peer = 同僚どうし

form-back = 戻る

