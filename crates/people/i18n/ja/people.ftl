# 人とペア: どの画面にも出ることば。

pair-kind-line = 上司と部下
pair-kind-mentor = メンター
pair-kind-diagonal = ななめの関係
pair-kind-peer = 同僚どうし

invalid-cursor = 続きの位置(cursor)が読み取れません。

pair-kind = 間柄
pair-since = はじまり
pair-until = おわり
seat-leader = 上司(聞き手)
seat-member = 部下(話し手)

person-name = 名前
person-kana = ふりがな
person-email = メールアドレス
person-department = 部門
person-department-hint = 上から順に / で区切ります。ない部門は新しくつくられます。例: 営業部/営業1課
person-suspended = 利用停止中

people-title = 人の一覧
people-column-name = 名前
people-column-email = メールアドレス
people-column-department = 部門
people-column-leader = 上司のメールアドレス

form-back = 戻る
