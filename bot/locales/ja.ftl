# Nutgrafが日本語で話すことすべて。です・ます調。

# Answers
answer-none = これについての記事はありません。
answer-closest = 近い見出し：
answer-empty-question = ニュースについて質問してください。例：「橋はいつ再開しますか？」
answer-headline = 見出し
answer-part-missing = { $parts }についての記事はありません。
answer-stale = これに答える記事は、{ $date }より新しいものがありません。
answer-undated = どの記事にも日付がないため、古い情報かもしれません。
answer-evidence = 根拠となる記事：{ $from } ～ { $to }
answer-evidence-day = 根拠となる記事：{ $from }
answer-follows = 「{ $question }」の続き
answer-disagree = { $about }はメディアによって異なります：{ $values }
answer-no-more = 見つかったのはこれだけです。
answer-changed = 引用したあとに、この記事は書き換えられました。もう一度質問すると、今の文章をお見せします。
first-seen = 初回確認 { $when }
updated = 更新 { $when }
corrected = メディアによる訂正（{ $date }）：
corrected-left = 記事から削除（{ $date }）。現在の記述：
corrected-removed = 記事から削除（{ $date }）
story-copies = 同じ文章の掲載先：{ $outlets }
answer-closing = 再起動のため、ご質問に答えられませんでした。1分ほどしてから、もう一度質問してください。
answer-expired = このカードのボタンは期限切れです。もう一度質問すると、新しいカードが届きます。
answer-only-asker = 削除できるのは質問した本人だけです。
answer-rated-helpful = この回答への評価👍を記録しました。変えるときは👎を押してください。
answer-rated-unhelpful = この回答への評価👎を記録しました。変えるときは👍を押してください。
answer-rest = この回答でほかにできること：
answer-no-rest = この回答でほかにできることはありません。
answer-removed = 回答を削除しました。
answer-cannot-remove = このチャンネルが見えないため、メッセージを削除できません。モデレーターが削除するか、チャンネルを見る権限を付けてください。
answer-reply-withheld = Discordの仕様で、その返信の内容が見えません。回答の下の*{ button-follow-up }*を押すか、質問を書いて私をメンションしてください。
answer-mention-empty = ニュースについての質問を書いて、私をメンションしてください。例：「橋はいつ再開しますか？」

ask-elsewhere = このサーバーでは、質問は{ $channels }で受け付けています。
ask-roles = このサーバーで質問できるのは、{ $roles }のロールを持つメンバーだけです。
ask-gone = このサーバーで質問できるチャンネルまたはロールが削除されました。モデレーターが`/設定`で選び直せます。
ask-wait-member = 1分間の質問が上限の{ $limit }件を超えました。1人の方にはこれ以上速く答えられません。{ $when }にもう一度質問してください。
ask-wait-server = このサーバーの質問が1分間で{ $limit }件に達しました。これ以上速く答えられません。{ $when }にもう一度質問してください。

button-follow-up = 続けて質問
button-paragraph = 段落を表示
button-more = ほかの引用
button-helpful = 👍
button-unhelpful = 👎
button-remove = 削除
button-rest = その他
button-newer = 新しい記事へ
button-older = 古い記事へ
button-ask-about = これについて質問

modal-follow-up = 続けて質問
modal-about = このニュースについて質問
modal-question = 質問
modal-question-hint = それはいつのことですか？
button-watch = これをウォッチ
button-any-time = すべての期間
button-as-typed = 「{ $words }」で検索

# How a request was read
read-time = { $words }：{ $days }
read-outlet = { $outlets }のみ
read-elsewhere = { $outlets }はここではフォローしていません。
read-spelling = *{ $words }*の検索結果
read-nearest = その期間の記事はありません。それ以前で最も近いもの（{ $day }）：
read-newest = { $day }より新しい記事はありません：
read-language = 英語のニュースしかありません。その名前で見つかったのは次のとおりです。
quoted = 「{ $text }」

# Briefings
briefing-reports = { $day }からの記事{ $count }件
briefing-undated = 記事{ $count }件

# What the bot is
about-greeting = こんにちは！ニュースについて質問してください。答えが書かれた文をそのまま引用し、それぞれ元の記事へのリンクを付けてお答えします。
about-thanks = どういたしまして！
about-help = 質問する、話題を挙げる、またはある日に何があったかを尋ねてください。ニュースの文をそのまま引用し、それぞれ記事へのリンクを付けてお答えします。手元のニュースに答えがないときは、そうお伝えします。
about-self = 質問に答える文をニュースの中から探すプログラム、Nutgrafです。自分では何も書きません。ニュースの言葉はすべて引用で、リンク付きです。
about-sources = 引用はすべて、フォローしているメディアの記事からです。それぞれの新しさは`/メディア`で確認できます。
about-try = 「昨日何があった？」「橋について何かニュースは？」「なぜフェリーは欠航した？」などと聞いてみてください。
about-held = メディア：{ $outlets }
about-held-more = 、ほか{ $count }件
about-follows = はい、{ $outlets }をフォローしています。

# While there is no news
no-news-manager = まだニュースがありません。`/フィード 追加`で一覧から選ぶか、ニュースサイトかフィードのアドレスを指定すると、このサーバーでメディアをフォローできます。ボットの運営者は`nutgraf feeds add`または`nutgraf ingest`で、すべてのサーバー向けにニュースを追加できます。
no-news-member = まだニュースがありません。`/フィード 追加`でメディアをフォローするよう、このサーバーのモデレーターに頼んでください。
no-news-waiting-manager = このサーバーはフィードをフォローしていますが、まだニュースがありません。新しい記事は数分以内に届きます。各フィードの最終取得とエラーは`/フィード 一覧`で確認できます。
no-news-waiting-member = まだニュースがありません。このサーバーはフィードをフォローしていますが、まだ何も届いていません。数分後にもう一度試すか、モデレーターに`/フィード 一覧`を確認してもらってください。
no-news-outlets-manager = このサーバーが許可しているメディアのニュースはありません。`/設定`でほかのメディアを選べます。
no-news-outlets-member = このサーバーが許可しているメディアのニュースはありません。モデレーターが`/設定`でほかのメディアを選べます。
no-news-direct = ダイレクトメッセージ向けのニュースはまだありません。ボットの運営者は`nutgraf feeds add`または`nutgraf ingest`で追加できます。サーバーでは、モデレーターが`/フィード 追加`でメディアをフォローできます。

# Headlines
headlines-title = 見出し
headlines-of = { $source }の見出し
headlines-topic = 「{ $topic }」の見出し
headlines-none = 該当する見出しはありません。
headlines-page = { $page } / { $pages }ページ · 見出し{ $total }件
headlines-ask = 質問する見出しを選択…
headlines-only = 見出しのみ
source-unknown = メディア不明

# Related news
related-title = 関連ニュース
related-to = 「{ $text }」について
related-none = 関連するニュースはありません。
related-empty = そのメッセージには、調べられる文章がありません。

# Stories
story-unknown = その見出しの記事はありません。入力を始めて、一覧から選んでください。
story-closest = 近い見出し：
story-headline-only = この見出しだけで、記事本文はありません。
story-timeline = いつ、どこが報じたか
story-more-reports = ほか{ $count }件の記事
story-differ = メディアによって異なる点

# Catching up
catchup-title = これまでの出来事
catchup-since-question = 前回の質問（{ $when }）以降
catchup-since = { $when }以降
catchup-of-digests = このチャンネルのダイジェストとあなたのウォッチで届くはずだった内容
catchup-of-watches = あなたのウォッチと、ダイレクトメッセージで見られるすべてのニュース
catchup-of-everything = このサーバーがフォローするものすべてと、あなたのウォッチ
catchup-more = +{ $count }件
catchup-watch = ウォッチ「{ $words }」
catchup-nothing = 新しいニュースはありません。もっと前から見るには、`/見逃し`で*期間*を指定してください。

# Digests
digest-late = 遅延：本来の予定は{ $due }でした。
digest-span = { $from } ～ { $to }
digest-quiet = 静かな一日です。新しいニュースはありません。
digest-part = { $name }（{ $part }/{ $parts }）
digest-also = ほかに：{ $outlets }
digest-also-more = ほか{ $count }件
digest-moved-on = 前回のダイジェスト以降の続報：
digest-thread = { $name } { $date }
digest-created = ダイジェスト「{ $name }」を作成しました：{ $channel }に{ $when }。次回は{ $next }です。
digest-edited = ダイジェスト「{ $name }」を変更しました：{ $channel }に{ $when }。次回は{ $next }です。
digest-edited-now = ダイジェスト「{ $name }」を変更しました：{ $channel }に{ $when }。今日の分はまだなので、今から投稿します。
digest-paused = ダイジェスト「{ $name }」を一時停止しました。再開するには`/ダイジェスト 再開`を使ってください。
digest-resumed = ダイジェスト「{ $name }」を再開しました。次回は{ $next }です。
digest-list = このサーバーのダイジェスト
digest-list-empty = このサーバーにはまだダイジェストがありません。`/ダイジェスト 作成`で設定できます。
digest-delete-sure = ダイジェスト「{ $name }」を削除しますか？設定と投稿の記録が消えます。チャンネルに投稿済みのものは残ります。
digest-kept = ダイジェスト「{ $name }」は削除しませんでした。
button-digest-delete = 削除する
button-digest-keep = 残す
digest-deleted = ダイジェスト「{ $name }」を削除しました。
digest-unknown = このサーバーに「{ $name }」というダイジェストはありません。すべてのダイジェストは`/ダイジェスト 一覧`で確認できます。
digest-which = このサーバーには複数のダイジェストがあります。`名前`で選んでください。
name-blank = 名前には、見える文字か数字か記号が少なくとも一つ必要です。
digest-role-gone = ダイジェスト「{ $name }」がメンションしていたロールは削除されたため、今後はメンションしません。`/ダイジェスト 編集`で別のロールを選べます。
digest-exists = このサーバーには「{ $name }」というダイジェストがすでにあります。別の名前にするか、先にそちらを削除してください。
digest-too-many = このサーバーのダイジェストは上限の{ $limit }件に達しています。先にどれか削除してください。
digest-needs = ダイジェストには`チャンネル`と`時刻`の両方が必要です。どちらも省略すると、入力フォームが開きます。
digest-bad-time = 「{ $time }」は時刻ではありません。08:00や17:30のように書いてください。
digest-bad-zone = タイムゾーン「{ $zone }」が見つかりません。都市名の入力を始めて、一覧から選んでください。
digest-bad-days = 「{ $days }」は曜日の指定ではありません。「月、水、金」のように書くか、{ days-daily }・{ days-weekdays }・{ days-weekends }を使ってください。
digest-bad-channel = このサーバーのテキスト、アナウンス、フォーラムのいずれかのチャンネル、またはスレッドを選んでください。
digest-cannot-send = { $channel }に投稿する権限がありません。次の権限を付けてから、もう一度試してください：{ $missing }
digest-cannot-mention = ここで{ $role }をメンションする権限がないため、ダイジェストでもメンションできません。全員がメンションできるロールを選ぶか、すべてのロールをメンションできる人に頼んでください。
digest-weekdays = 月曜から金曜
digest-weekends = 土曜と日曜
digest-every = { $days }の{ $time }（{ $zone }）
digest-daily = 毎日{ $time }（{ $zone }）
digest-state-paused = 一時停止中
digest-state-server = 保留中：このサーバーに参加していません
digest-state-channel = 保留中：チャンネルが削除されました。`/ダイジェスト 編集`で別のチャンネルを選んでください
digest-state-permissions = 保留中：次の権限が必要です：{ $missing }
digest-state-refused = 保留中：Discordに投稿を拒否されました。権限を確認してください
digest-last-missed = 前回は投稿なし：{ $reason }
digest-last-unknown = 前回は届いていない可能性あり：{ $reason }
digest-last-open = 投稿中
digest-reason-downtime = 予定の時刻にオフラインでした
digest-reason-downtime-covered = オフラインでしたが、後のダイジェストに含まれています
digest-reason-unreachable = 時間内にDiscordに接続できませんでした
digest-reason-paused = 再試行を待つ間に、ダイジェストが一時停止されました
digest-reason-blocked = 投稿する権限がありませんでした
digest-default-name = ニュースダイジェスト
digest-now-title = 現在のニュース
digest-modal = 新しいダイジェスト
digest-modal-channel = チャンネル
digest-modal-time = 時刻
digest-modal-time-hint = 08:00
digest-modal-zone = 都市またはタイムゾーン
digest-modal-topic = 話題（空欄ならすべて）
digest-modal-name = 名前

button-why = なぜこのニュース？
button-why-quiet = なぜニュースがない？
button-catchup = 見逃しをチェック

why-title = なぜこのニュースか：{ $name }
why-nothing = その期間に公開された記事はありません。
why-chosen = ダイジェストに入りました。
why-off-topic = 話題の言葉がすべては含まれていないため、入りませんでした。
why-told = 以前のダイジェストで取り上げており、新しい記事に付け加えることがないため、入りませんでした。
why-no-room = ダイジェストの枠は{ $stories }件で、ほかのニュースが上位だったため、入りませんでした。
why-details = { $of }件中{ $rank }位：メディア{ $outlets }社、記事{ $reports }件、最新は{ $hours ->
        [0] 1時間以内
       *[other] { $hours }時間前
    }。
why-moved-on = 以前のダイジェストで取り上げましたが、今回は続報がありました。
why-commentary = 意見記事、写真特集、まとめ記事だけだったため、順位が下がりました。
why-more = … ほか{ $count }件
why-headline-only = この見出しだけで、本文がありません。ダイジェストには記事全体が必要です。
why-other-outlet = このダイジェストの対象メディアではありません。対象：{ $outlets }
why-undated = 日付がないため、新しいかどうか判断できません。
why-later = このダイジェストの作成後、{ $seen }に届きました。
why-outside = 公開は{ $published }で、このダイジェストの期間外です。
why-now = `/ダイジェスト 今すぐ`で表示したダイジェストについてです。予定どおりに投稿されたものではありません。
why-unknown = その見出しの記事はありません。入力を始めて、一覧から選んでください。

# Watches
watch-alert = ウォッチに新着
watch-late = 遅延：{ $due }に届いていました。
watch-more-today = ほかにもありますが、このウォッチは今日すでに{ $limit }回お知らせしました。すべて見るには`/見出し`を使ってください。
watch-added-question = 「{ $words }」に答えるニュースをウォッチし、1つのニュースにつき1回、{ $place }に投稿します。
watch-added-phrase = 「{ $words }」の言葉をすべて含むニュースをウォッチし、1つのニュースにつき1回、{ $place }に投稿します。
watch-direct = あなたへのダイレクトメッセージ
watch-this-channel = このチャンネル
watch-list = ウォッチ
watch-list-empty = ここにはまだウォッチがありません。`/ウォッチ 追加`で設定できます。
watch-by = 作成者 { $member }
watch-last = 最後の通知 { $when }
watch-none-yet = 通知はまだありません
watch-is-question = 質問
watch-is-phrase = すべての言葉
watch-paused-direct = 一時停止中：ダイレクトメッセージを受け取らない設定になっています。このサーバーからのダイレクトメッセージを許可し、ウォッチを追加し直してください
watch-paused-server = 一時停止中：そのサーバーにもう参加していません
watch-paused-channel = 一時停止中：そのチャンネルは削除されました。ウォッチを削除するか、別のチャンネルで追加してください
watch-paused-permissions = 一時停止中：そこに投稿する権限がありません。権限が付けば再開します
watch-removed = 「{ $words }」のウォッチを終了しました。
watch-resumed = 「{ $words }」のウォッチを再開しました。
watch-unknown = そのウォッチは見つかりません。自分のウォッチは`/ウォッチ 一覧`で確認できます。
watch-gone = このウォッチはすでに終了しています。
watch-not-yours = 終了できるのは、設定した本人か*サーバー管理*の権限を持つ人だけです。
watch-exists = 「{ $words }」のウォッチはすでに{ $place }にあります。
watch-nothing = 「{ $words }」はウォッチできません。人、場所、物の名前を入れてください。
watch-too-many-member = ウォッチは上限の{ $limit }件に達しています。先にどれか削除してください。
watch-too-many-server = このサーバーのチャンネルのウォッチは、上限の{ $limit }件に達しています。先にどれか削除してください。
watch-needs-manage = チャンネルにウォッチを追加するには*サーバー管理*の権限が必要です。*{ choice-direct-message }*を選ぶと、個別にお知らせします。
watch-only-direct = ここではダイレクトメッセージでしかお知らせできません。*{ choice-direct-message }*を選ぶか、サーバーでウォッチを追加してください。
watch-which-channel = 投稿するチャンネルを選んでください。
watch-no-channel = { $channel }には投稿できません。テキストチャンネルを選んでください。
watch-closed = ダイレクトメッセージを送れません。このサーバーからのダイレクトメッセージを許可して、もう一度試してください。
button-watch-stop = このウォッチを終了

permission-view-channel = チャンネルを見る
permission-send-messages = メッセージを送信
permission-send-messages-in-threads = スレッドでメッセージを送信
permission-create-public-threads = 公開スレッドの作成
permission-manage-threads = スレッドの管理
permission-attach-files = ファイルを添付
permission-read-message-history = メッセージ履歴を読む

# Setup
setup-title = セットアップの確認
setup-fine = すべて正しく設定されています。
setup-channel-fine = { $channel }：問題なし
setup-missing = { $channel }：次の権限がありません：{ $missing }。付けていただくまで投稿できません。
setup-advised = { $channel }：次の権限もあると助かります：{ $missing }。用途：{ $what }。
setup-gone = ダイジェスト「{ $name }」：チャンネルが削除されました。`/ダイジェスト 編集`で別のチャンネルを選んでください。
setup-relay-gone = { $name }の投稿先のチャンネルが削除されました。`/フィード 投稿`で、やめるか別のチャンネルを選んでください。
setup-refused = ダイジェスト「{ $name }」：権限はすべてあるようですが、{ $channel }への投稿をDiscordに拒否されました。引き続き試します。
setup-integrations = 設定を変えるコマンドには*サーバー管理*の権限が必要です。ほかのロールに開放する、または閉じるには、*サーバー設定*→*連携サービス*で私の名前を開いてください。{ $setup }を使える人は、このサーバーの{ $settings }も変えられます。
setup-for-history = 障害のあとに二重に投稿しないための確認
setup-for-files = 画像

# Settings
settings-server-title = このサーバーの設定
settings-language = ここに投稿するときの**言語**
settings-automatic-language-server = このサーバーのDiscordの言語に合わせる
settings-zone = ここで「今日」の区切りになる**タイムゾーン**：{ $zone }
settings-automatic-zone-server = このサーバーの最初のダイジェストに合わせる
settings-time = 現在 { $time }
settings-outlets = { $count ->
        [0] ここでニュースを探せる**メディア**：すべて
       *[other] ここでニュースを探せる**メディア**：{ $count }社
    }
settings-all-outlets = すべてのメディア
settings-notices = フィードの停止などの**お知らせ**の送り先
settings-notices-none = なし（チャンネルを選んでください）
settings-ask-channels = 質問できる**場所**
settings-everywhere = すべてのチャンネル
settings-ask-roles = 質問できる**人**（サーバーの管理者は常に可）
settings-everybody = 全員
settings-own-title = どこで使うときも、あなたに適用される設定
settings-own-language = あなたへの回答の**言語**
settings-automatic-language-own = Discordの言語に合わせる
settings-own-zone = あなたの「今日」の区切りになる**タイムゾーン**
settings-automatic-zone-own = サーバーに合わせる
settings-zone-hint = 都市名（例：東京、大阪）
settings-bad-zone = 「{ $zone }」というタイムゾーンは見つかりません。近くの大きな都市の名前を試してください。
button-other-zone = 別のタイムゾーン
button-own-settings = 自分の設定
button-server-settings = このサーバーの設定
button-more-outlets = ほかのメディア（{ $page } / { $pages }）
button-pictures-on = 画像：オン
button-pictures-off = 画像：オフ
button-corrections-on = 訂正：オン
button-corrections-off = 訂正：オフ

# Privacy
privacy-title = あなたについて保存しているもの
privacy-questions = **質問**、引用した内容、質問した場所：{ $days }日間。回答の下のボタンを使えるようにするためです。
privacy-ratings = **評価**（👍 👎）：対象の回答が残っている間。
privacy-watches = **ウォッチ**：終了するまで。
privacy-settings = **設定**：選んだ言語とタイムゾーン、最後に確認したDiscordの言語、最後に質問した日時。
privacy-created = 作成したダイジェストとフィードに付いた**あなたのID**。これらはサーバーのものです。
privacy-nothing-else = **それ以外は何も保存しません**。名前も、質問ではないメッセージも保存しません。
privacy-backups = **バックアップ**には、置き換えられるまで同じ内容が残ります。
privacy-exported = あなたについて保存しているものすべて
privacy-counts = 質問と一覧{ $questions }件、評価{ $ratings }件、ウォッチ{ $watches }件、設定。
privacy-sure =
    あなたについて保存しているものをすべて削除しますか？
    - 質問、評価、ウォッチ（チャンネルに投稿するものも含む）、設定はすぐに消え、今後作られるバックアップからもなくなります。
    - 作成したダイジェストとフィードは、IDを外してサーバーに残ります。
    - チャンネルでの回答はDiscordのものなので残りますが、ボタンは使えなくなります。消したいものは、先にその下の*{ button-remove }*を押してください。
    - 古いバックアップが復元されたときに再び削除できるよう、IDのチェックサムだけを残します。
privacy-deleted = 完了しました。そのチェックサム以外、あなたについては何も保存していません。
privacy-kept = 何も削除しませんでした。
button-privacy-export = データを取得
button-privacy-delete = データを削除
button-privacy-sure = すべて削除

# Greeting
greeting-title = こんにちは！Nutgrafです
greeting-body = ニュースについての質問に、答えが書かれた文をそのまま引用し、それぞれ元の記事へのリンクを付けてお答えします。まずはこの3つから：
greeting-more = ほかにできることは{ $help }、選べることは{ $settings }で確認できます。質問はいつでもメンションでどうぞ。
greeting-feeds = { $add }でニュースサイトかフィードのアドレスを指定すると、このサーバーでフォローします。
button-choose-news = ニュースを選ぶ
button-daily-digest = 毎日のダイジェストを設定
button-try-question = 質問してみる
example-question = { $name }について何かニュースは？
example-today = 今日は何があった？

# Feeds
feeds-title = このサーバーのフィード（{ $count } / { $limit }）
feeds-none = このサーバーはまだフィードをフォローしていません。サイトかフィードのアドレスを付けて`/フィード 追加`を使ってください。
feeds-public = ほかに{ $count }件のフィードが、すべてのサーバーで使えます。
feeds-reading = { $name }（記事{ $entries }件）が見つかりました。読み込んでいます…
feeds-reading-all = フィードが{ $count }件見つかりました。読み込んでいます（{ $read }件完了）…
feeds-added = { $name }をフォローしました：{ $articles ->
        [0] まだ記事はありません
       *[other] 質問できる記事は{ $articles }件です
    }。
feeds-added-unread = { $name }をフォローしましたが、まだ読み込めていません：{ $error } 引き続き試します。
feeds-known = このサーバーはすでに{ $name }をフォローしています：{ $articles ->
        [0] まだ記事はありません
       *[other] 質問できる記事は{ $articles }件です
    }。
feeds-newest = 最新：
feeds-removed = { $name }のフォローをやめました。
feeds-now-paused = { $name }を一時停止しました。記事は残ります。
feeds-now-resumed = { $name }を再開しました。
feeds-unknown = このサーバーは「{ $name }」というフィードをフォローしていません。入力を始めて、一覧から選んでください。
feeds-too-many = このサーバーのフィードは上限の{ $limit }件に達しています。先にどれか削除してください。
feeds-several = このサイトには{ $count }件のフィードがあります。どれにしますか？
feeds-several-of = { $address }には{ $count }件のフィードがあります。このアドレスだけを追加すると、選べます。
feeds-choose = フィードを選択
feeds-articles = 記事{ $articles }件
feeds-paused = 一時停止中
feeds-gone = 完全に消滅
feeds-waiting = 未取得
feeds-read = 取得 { $when }
feeds-error = { $failures ->
        [0] 注意
       *[other] { $failures }回失敗
    }：{ $error }
feeds-test = 記事{ $entries }件のフィードです。このサーバーはまだフォローしていません。
feeds-test-text = 本文{ $paragraphs }段落
feeds-test-undated = 日付なし
feeds-test-empty = 現在、記事はありません。
feeds-test-others = このサイトにはほかに{ $count }件のフィードがあります。
feeds-report = アドレス{ $count }件
feeds-report-more = ほか{ $count }件。すべてファイルに記載しています
feeds-exported = フィード{ $count }件（どのフィードリーダーでも使えます）
feeds-import-unreadable = そのファイルは使えません。{ $reason }
feeds-import-large = フィードの一覧としては大きすぎます。
feed-failing = { $name }の取得に失敗しています：{ $since }から{ $failures }回のエラー。{ $error } 1日1回試し続けます。やめるには`/フィード 削除`を使ってください。
feed-gone = 配信元によると{ $name }は完全になくなったため、取得をやめました。記事は残ります。
button-post-here = 新しいニュースをここに投稿
button-previous = 前へ
button-next = 次へ

# Starter sets
starter-title = ニュースを選ぶ
starter-body = 分野を選び、次にメディアを1つ以上選んでください。このサーバーでフォローします。ほかのメディアは、サイトかフィードのアドレスを付けて`/フィード 追加`でフォローできます。
starter-choose-topic = 分野を選択
starter-choose = メディアを1つ以上選択
starter-world = 国際・総合
starter-technology = テクノロジー
starter-science = 科学
starter-business = 経済
starter-sport = スポーツ

# Feeds that post by themselves
relay-several = { $name }の新着ニュース{ $count }件
relay-more = ほか{ $count }件
relay-late = 遅延：{ $due }に届いていました。
relay-added = { $name }の新しいニュースを、1件につき1回、{ $channel }に投稿します。
relay-changed = { $name }はすでに{ $channel }に投稿しています。今の設定で続けます。
relay-words-only = { $words }を含むニュースのみ。
relay-words-not = { $words }を含むニュースを除きます。
relay-list = 自動で投稿するフィード
relay-list-empty = ここで自動投稿するフィードはまだありません。`/フィード 投稿`でフィードとチャンネルを指定すると、新しいニュースをそこに投稿します。
relay-in = { $channel }に投稿
relay-only = { $words }を含むもののみ
relay-not = { $words }を除く
relay-none-yet = まだ投稿はありません
relay-last = 最後のニュース { $when }
relay-stop = 投稿をやめる…
relay-stopped = { $name }の{ $channel }への投稿をやめました。ニュースは引き続き検索できます。
relay-gone = そのフィードの投稿はすでに終了しています。
relay-too-many = このサーバーで自動投稿するフィードは上限の{ $limit }件に達しています。先にどれかやめてください。
relay-nothing = 「{ $words }」では探せません。ニュースに含まれそうな言葉を、コンマで区切って入れてください。
relay-paused-server = 一時停止中：このサーバーに参加していません
relay-paused-channel = 一時停止中：そのチャンネルは削除されました。投稿をやめて、別のチャンネルを選んでください
relay-paused-permissions = 一時停止中：そこに投稿する権限がありません。権限が付けば再開します
relay-blocked-channel = { $name }の投稿先のチャンネルが削除されたため、一時停止しました。`/フィード 投稿`で、やめるか別のチャンネルを選んでください。
relay-blocked-permissions = 権限がないため、{ $name }は{ $channel }に投稿できなくなりました。一時停止し、権限が付けば再開します。足りないものは`/セットアップ 確認`で確認できます。

# Sources
sources-title = { $count }社のニュース
sources-none = ここのニュースには、メディア名の記載がありません。
sources-held = { $articles ->
        [0] 見出し{ $headlines }件
       *[other] 記事{ $articles }件
    } · 最新 { $newest }
sources-undated = 日付なし

# Trends
trend-title = ニュースの中の「{ $topic }」
trend-compared = ニュースの中の話題（過去{ $days }日間）
trend-total = { $days }日間で{ $total }回
trend-none = 過去{ $days }日間に「{ $topic }」は出てきません。
trend-alt = 「{ $topic }」の1日ごとの言及数（{ $days }）：合計{ $total }件。
trend-alt-busiest = 最多は{ $day }の{ $mentions }件。
trend-alt-peak = ピーク（{ $day }）：{ $headline }

# Help
help-title = できること
help-intro = ニュースについての質問に、答えが書かれた文をそのまま引用してお答えします。引用にはそれぞれ記事へのリンクが付きます。記事がない話題については、そうお伝えします。
help-ask = { $ask }またはメンションで質問：「{ $example }」
help-ask-direct = 質問を送るか、{ $ask }を使ってください：「{ $example }」
help-headlines = { $command }：新着の一覧を表示します。
help-story = { $command }：1本の記事をその文のまま要約します。
help-catchup = { $command }：前回の質問のあとに何があったかを、あなただけに表示します。
help-trend = { $command }：話題がどれだけ報じられたかをグラフにします。
help-watch = { $command }：質問に答える記事や指定の言葉を含む記事が出たらお知らせします。
help-such-as = 例：「{ $example }」
help-sources = { $command }：収録メディアを表示します。
help-menus = メッセージを長押しまたは右クリックして*アプリ*から：*{ $check }*、*{ $related }*
help-own = 言語、タイムゾーン、保存しているデータ：{ $commands }
help-managing = このサーバーを管理できる方は、次も使えます：
help-feeds-add = { $command }：このサーバーでメディアをフォローします。
help-feeds-post = { $command }：フィードの新しいニュースをチャンネルに投稿します。
help-digest-create = { $command }：毎日、その日のニュースをチャンネルに投稿します。
help-setup-check = { $command }：足りない権限を表示します。
help-holding = メディア{ $outlets }社の記事{ $articles }件、{ $newest }まで。

# Spans of days, as members may write them for a digest
days-daily = 毎日
days-weekdays = 平日
days-weekends = 週末

# Where a span of time begins, in the choices of an option
since-today = 今日
since-yesterday = 昨日
since-last-7-days = 過去7日間
since-last-30-days = 過去30日間

# When something goes wrong
error-unforeseen = 問題が発生しました。ログ番号は{ $reference }です。
error-permission = これには*サーバー管理*の権限が必要です。
error-guild-only = これはサーバーでのみ使えます。
error-outlet = 「{ $name }」というメディアはありません。入力を始めて、一覧から選んでください。
error-date = 「{ $text }」は日付ではありません。2026-11-24のように書いてください。

# What is wrong with a feed, an address, a list of feeds or a posting. The English wording is that of the code, which
# bot/cards/problems.py recognizes by it; a test compares them.
problem-not-fetched = { $address }を取得できません：{ $problem }
problem-not-a-feed = { $address }はフィードとして読めません：{ $problem }
problem-named-not-fetched = ページが示す{ $address }を取得できません：{ $problem }
problem-named-not-a-feed = ページが示す{ $address }はフィードとして読めません：{ $problem }
problem-no-feed-found = { $address }にフィードは見つかりませんでした。{ $problem } フィードそのもののアドレスを試してください。
problem-gone = サーバーによると、完全になくなりました（HTTP 410）。
problem-login = サーバーがログインを求めています（HTTP { $status }）。
problem-payment = サーバーが支払いを求めています（HTTP { $status }）。
problem-refused = サーバーに提供を拒否されました（HTTP { $status }）。
problem-nothing-there = このアドレスには何もありません（HTTP { $status }）。
problem-too-often = サーバーによると、アクセスが多すぎます（HTTP { $status }）。
problem-legal = サーバーが法的な理由で公開を控えています（HTTP { $status }）。
problem-overloaded = サーバーが混雑しているか、メンテナンス中です（HTTP { $status }）。
problem-server-error = サーバーがエラーを返しました（HTTP { $status }）。
problem-no-document = サーバーから文書が返ってきません（HTTP { $status }）。
problem-redirects = 転送が{ $count }回を超えました。
problem-headers = サーバーが送るヘッダー、途中の応答、または細切れのデータが多すぎます。
problem-timeout = サーバーが{ $seconds }秒以内に応答しませんでした。
problem-no-server = その名前のサーバーはありません。
problem-certificate = サーバーの証明書が無効か、HTTPSに対応していません。
problem-unreachable = サーバーに接続できません。
problem-broke-off = 接続が途中で切れました。
problem-not-web = サーバーの応答がウェブサーバーのものではありません。
problem-bad-address = 正しいウェブアドレスではありません。
problem-not-http = http://またはhttps://で始まるウェブアドレスではありません。
problem-user-name = ユーザー名やパスワードを含むアドレスには対応していません。
problem-no-internet-address = インターネット上のアドレスではありません。
problem-private-network = プライベートまたは予約済みのネットワークにつながるため、取得しません。
problem-port = ポート{ $port }が指定されていますが、使えるのは{ $ports }だけです。
problem-compression = 対応していない方法で圧縮されています。
problem-damaged = 破損していて、展開できません。
problem-cut-off = 途中で途切れました。
problem-too-large = { $limit } MBを超えています。
problem-too-large-feed = { $limit } MBを超えており、フィードとしては大きすぎます。
problem-too-large-page = { $limit } MBを超えており、ページとしては大きすぎます。
problem-too-large-list = { $limit } MBを超えており、フィードの一覧としては大きすぎます。
problem-too-slow = 大きさのわりに読み取りに時間がかかるため（{ $seconds }秒）、中止しました。
problem-breaks-reader = 読み取りプログラムが異常終了するため、取り込みません。
problem-no-reader = 文書を読み取るプログラムを起動できませんでした。
problem-data = テキストではなくデータです。
problem-empty = フィードではありません：空です。
problem-neither-xml-nor-json = フィードではありません：XMLでもJSONでもありません。
problem-web-page = フィードではなく、ウェブページです。
problem-unreadable-feed = フィードとして読めません（{ $kind }）。
problem-neither-rss-nor-atom = フィードではありません：XMLかHTMLですが、RSSでもAtomでもありません。
problem-tags = タグが{ $limit }個を超えており、フィードとしては多すぎます。
problem-entries = 記事が{ $limit }件を超えており、フィードとしては多すぎます。
problem-tags-of-entry = タグが{ $limit }個を超える記事があり、フィードとしては多すぎます。
problem-nested = 入れ子が深すぎて、JSONとして読めません。
problem-invalid-json = フィードではありません：JSON Feedのように始まりますが、正しいJSONではありません。
problem-json-without-items = フィードではありません：JSONですが、バージョンと記事を持つJSON Feedではありません。
problem-json-version = フィードではありません：JSONですが、バージョンがJSON Feedのものではありません。
problem-no-opml = フィードリーダーが出力するOPMLファイルではありません。
problem-names-no-feeds = フィードが1件も書かれていません。
problem-names-too-many = { $limit }件を超えるフィードが書かれています。
problem-no-html = HTMLが含まれていません。
problem-one-waits = 1つのフィードが1時間に追加できる量を超えています。記事1件は次回以降に取り込みます。
problem-some-wait = 1つのフィードが1時間に追加できる量を超えています。記事{ $count }件は次回以降に取り込みます。
problem-too-long = { $name }は長すぎるため、{ $kept }文字を残し、{ $dropped }文字を省きました。
problem-more-too-long = ほかに{ $count }件も同様です。
problem-posting-refused = Discordに拒否されました：{ $problem }
problem-no-answer = Discordから時間内に応答がありませんでした
problem-answered = Discordの応答：{ $status }
problem-thread-gone = スレッドがなくなりました
problem-much-since = その後チャンネルに多くのメッセージが書き込まれました
problem-message-deleted = 該当するかもしれないメッセージが削除されました

# The commands themselves, as Discord lists them. bot/locales/commands.py says which message belongs to what. Names are
# lower case without spaces and, like a choice’s text, short: 32 characters; descriptions have at most 100.
command-ask = 質問
command-ask-description = ニュースについて質問すると、リンク付きの引用でお答えします
command-headlines = 見出し
command-headlines-description = 最新の見出しを一覧表示します
command-headlines-topic-description = これらの言葉をすべて含む見出しのみ
command-story = 記事
command-story-description = 記事をその中の3文で要約し、ほかの報道も表示します
command-trend = トレンド
command-trend-description = 最大3つの話題がどれだけ報じられたかを日ごとのグラフにします
command-trend-topic-description = 数える言葉
command-trend-topic2-description = 比べる話題
command-trend-topic3-description = 3つ目の話題
command-trend-days = 日数
command-trend-days-description = さかのぼる日数（既定は30）
command-digest = ダイジェスト
command-digest-description = その日のニュースをチャンネルに投稿します
command-digest-create = 作成
command-digest-create-description = 決まった時刻に、ダイジェストをチャンネルに投稿します
command-digest-create-name-description = ダイジェストの名前
command-digest-edit = 編集
command-digest-edit-description = ダイジェストを変更します。省略した項目はそのままです
command-digest-pause = 一時停止
command-digest-pause-description = ダイジェストの投稿をしばらく止めます
command-digest-resume = 再開
command-digest-resume-description = 一時停止したダイジェストを再開します
command-digest-list = 一覧
command-digest-list-description = このサーバーのダイジェストを表示します
command-digest-delete = 削除
command-digest-delete-description = ダイジェストを削除します
command-digest-now = 今すぐ
command-digest-now-description = ダイジェストを今すぐここに表示します
command-digest-now-name-description = 表示するダイジェスト。省略すると過去24時間のすべて
command-digest-why = 理由
command-digest-why-description = ニュースが前回のダイジェストに入った、または入らなかった理由を説明します
command-digest-why-headline-description = ニュースの見出し
command-digest-why-name-description = 対象のダイジェスト
command-watch = ウォッチ
command-watch-description = ニュースに答えが出たらお知らせします
command-watch-add = 追加
command-watch-add-description = 質問に答える記事や、指定の言葉を含む記事が出たらお知らせします
command-watch-add-channel-description = 別のチャンネル
command-watch-list = 一覧
command-watch-list-description = 自分のウォッチと、管理できる場合はサーバーのウォッチを表示します
command-watch-remove = 削除
command-watch-remove-description = ウォッチを終了します
command-feeds = フィード
command-feeds-description = このサーバーがフォローしているフィード
command-feeds-add = 追加
command-feeds-add-description = このサーバーでフィードやサイトをフォローします
command-feeds-add-address-description = フィードかサイトのアドレス（複数可）。空欄なら一覧から選べます
command-feeds-list = 一覧
command-feeds-list-description = このサーバーのフィードとエラーを表示します
command-feeds-remove = 削除
command-feeds-remove-description = フィードのフォローをやめます。ほかにフォローする人がいなければ記事も削除されます
command-feeds-pause = 一時停止
command-feeds-pause-description = フィードの取得をしばらく止めます。記事は残ります
command-feeds-resume = 再開
command-feeds-resume-description = 一時停止したフィードの取得を再開します
command-feeds-test = テスト
command-feeds-test-description = フォローせずに、フィードの新しい記事を3件表示します
command-feeds-import = インポート
command-feeds-import-description = OPMLファイル、または1行に1件のテキストファイルのフィードをすべてフォローします
command-feeds-export = エクスポート
command-feeds-export-description = このサーバーのフィードを、どのリーダーでも使えるOPMLファイルで出力します
command-feeds-post = 投稿
command-feeds-post-description = フィードの新しいニュースをチャンネルに投稿します。フィード省略で確認と終了
command-feeds-post-feed-description = 入力を始めて選んでください。空欄なら、自動投稿の確認と終了ができます
command-feeds-post-channel-description = 投稿先。既定ではここ
command-sources = メディア
command-sources-description = 収録メディアと、ニュースの新しさを表示します
command-setup = セットアップ
command-setup-description = ここで動作できるか確認します
command-setup-check = 確認
command-setup-check-description = 足りない権限をチャンネルごとに表示します
command-catchup = 見逃し
command-catchup-description = 前回の質問のあとに何があったかを、あなただけに表示します
command-catchup-since-description = 代わりにこれ以降：今日、昨日、過去7日間、または2026-11-24のような日付
command-settings = 設定
command-settings-description = 言語とタイムゾーンを選びます。モデレーターはサーバーの設定もできます
command-privacy = プライバシー
command-privacy-description = あなたについて保存しているもの
command-privacy-about = 概要
command-privacy-about-description = あなたについて何をどれだけの期間保存しているかを表示します
command-privacy-export = エクスポート
command-privacy-export-description = あなたについて保存しているものすべてをファイルで取得します
command-privacy-delete = 削除
command-privacy-delete-description = あなたについて保存しているものをすべて削除します
command-help = ヘルプ
command-help-description = ここでこのボットを使ってできることと、持っているニュース

option-question = 質問
option-question-description = 知りたいこと
option-source = メディア
option-source-description = このメディアのみ
option-since = 期間
option-since-description = これ以降のニュースのみ：今日、昨日、過去7日間、または2026-11-24のような日付
option-private = 非公開
option-private-description = 回答を自分だけに表示します
option-topic = 話題
option-topic-description = これらの言葉をすべて含む記事のみ
option-topic2 = 話題2
option-topic3 = 話題3
option-headline = 見出し
option-headline-description = 入力を始めて、一覧から選んでください
option-days = 曜日
option-days-description = 毎日（既定）、平日、週末、または「月、水、金」のような曜日
option-channel = チャンネル
option-channel-description = 投稿先
option-time = 時刻
option-time-description = 時刻（例：08:00）
option-timezone = タイムゾーン
option-timezone-description = 都市名の入力を始めてください
option-sources = メディア
option-sources-description = これらのメディアのみ（コンマ区切り）
option-length = 件数
option-length-description = ニュースの最大件数
option-mention = メンション
option-mention-description = メンションするロール
option-no-mention = メンションなし
option-no-mention-description = ロールのメンションをやめます
option-thread = スレッド
option-thread-description = 投稿ごとにスレッドを作ります
option-publish = 公開
option-publish-description = アナウンスチャンネルの場合：フォロー中のサーバーに公開します
option-quiet = ニュースなし
option-quiet-description = ニュースがない日にすること
option-name = 名前
option-name-description = 対象の名前
option-new-name = 新しい名前
option-new-name-description = 新しく付ける名前
option-what = 内容
option-what-description = 「橋はいつ再開しますか？」のような質問、または記事に含まれるべき言葉
option-where = 場所
option-where-description = お知らせ先。既定では、サーバーを管理できる人はここ、ほかの人はダイレクトメッセージ
option-watch = ウォッチ
option-watch-description = 対象のウォッチ：言葉の入力を始めてください
option-address = アドレス
option-address-description = フィードかサイトのアドレス
option-notices = お知らせ先
option-notices-description = フィードが止まったときのお知らせ先。既定ではここ
option-feed = フィード
option-feed-description = 入力を始めて、一覧から選んでください
option-file = ファイル
option-file-description = フィードリーダーからエクスポートしたファイル
option-only-with = 含む言葉
option-only-with-description = これらの言葉や語句のどれかを含むニュースのみ（コンマ区切り）
option-not-with = 除く言葉
option-not-with-description = これらの言葉や語句を含むニュースを除きます（コンマ区切り）

choice-line = 1行で知らせる
choice-skip = 何も投稿しない
choice-this-channel = このチャンネル
choice-another-channel = 別のチャンネル
choice-direct-message = ダイレクトメッセージ

menu-check-against-the-news = ニュースと照らし合わせる
menu-find-related-news = 関連ニュースを探す
