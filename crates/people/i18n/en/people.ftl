# People, pairs, sign-in, settings.

pair-kind-line = Leader and member
pair-kind-mentor = Mentor
pair-kind-diagonal = Diagonal
pair-kind-peer = Peers

form-back = Back

