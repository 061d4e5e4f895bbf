# Every sentence that members see, in English. Values stand in braces. To add a language, copy this file to its
# two-letter name and translate what stands right of the equals signs.

# Answers
answer-none = I have nothing on that.
answer-closest = The closest headlines:
answer-empty-question = Ask me a question about the news, such as “When does the bridge reopen?”
answer-no-words = I need a few more words to look for. Try a name, a place or a thing.
answer-headline = headline
answer-stale = Nothing newer than { $date } answers this.
answer-undated = None of this has a date, so it may be old.
answer-evidence = Evidence from { $from } to { $to }
answer-evidence-day = Evidence from { $from }
answer-follows = Follow-up to “{ $question }”
answer-disagree = Outlets differ on { $about }: { $values }
answer-no-more = That was all I found.
answer-changed = This article has changed since I quoted it. Ask again for its newest words.
first-seen = first seen { $when }
updated = updated { $when }
story-copies = The same text also at { $outlets }
answer-closing = I am being restarted and could not get to this any more. Please ask again in a minute.
answer-expired = This card is too old for its buttons. Ask again for a fresh one.
answer-only-asker = Only the member who asked can remove this.
answer-thanks = Thank you. That helps to measure how good the answers are.
answer-removed = Removed.
answer-reply-withheld = Discord does not show me the text of that reply. Press *Ask a follow-up* under the answer, or mention me with your question.
answer-mention-empty = Ask me a question about the news right after the mention.

button-follow-up = Ask a follow-up
button-paragraph = Show the paragraph
button-more = More quotes
button-helpful = 👍
button-unhelpful = 👎
button-remove = Remove
button-newer = Newer
button-older = Older
button-ask-about = Ask about this

modal-follow-up = Ask a follow-up
modal-about = Ask about this story
modal-question = Your question
modal-question-hint = And when did that happen?

# As long as there is no news
no-news-manager = I hold no news yet. `/feeds add` follows an outlet for this server: give it the address of a news site or of its feed. Whoever runs me can add news for every server with `nutgraf feeds add` or `nutgraf ingest`.
no-news-member = I hold no news yet. Ask a moderator of this server to follow an outlet with `/feeds add`.
no-news-waiting-manager = I hold no news yet, though this server follows feeds. What is new in a feed comes within a few minutes; `/feeds list` says when each was read and what went wrong.
no-news-waiting-member = I hold no news yet. This server follows feeds, but nothing has come from them so far; try again in a few minutes, or ask a moderator to look at `/feeds list`.
no-news-direct = I hold no news for direct messages yet. Whoever runs me can add some with `nutgraf feeds add` or `nutgraf ingest`; in a server, a moderator can follow an outlet with `/feeds add`.

# Headlines
headlines-title = Headlines
headlines-of = Headlines of { $source }
headlines-topic = Headlines on “{ $topic }”
headlines-none = No headlines match that.
headlines-page = Page { $page } of { $pages } · { $total ->
        [one] one headline
       *[other] { $total } headlines
    }
headlines-ask = Ask about…
headlines-only = headline only
source-unknown = outlet unknown

# Stories
story-unknown = I have no article with that headline. Start typing and pick one from the list.
story-closest = The closest are:
story-headline-only = I hold only this headline, not the article.
story-also = Also reported by

# Digests
digest-late = Late: this was due at { $due }.
digest-span = From { $from } to { $to }
digest-quiet = A quiet day: nothing new was published.
digest-part = { $name }, part { $part } of { $parts }
digest-also = Also: { $outlets }
digest-moved-on = New since the last digest:
digest-thread = { $name }, { $date }
digest-created = Digest “{ $name }” is set: { $when } in { $channel }. The next one comes { $next }.
digest-edited = Digest “{ $name }” is changed: { $when } in { $channel }. The next one comes { $next }.
digest-edited-now = Digest “{ $name }” is changed: { $when } in { $channel }. Today’s has not been posted yet, so it comes now.
digest-paused = Digest “{ $name }” is paused. `/digest resume` takes it up again.
digest-resumed = Digest “{ $name }” goes on. The next one comes { $next }.
digest-list = Digests of this server
digest-list-empty = This server has no digests yet. `/digest create` makes one.
digest-delete-sure = Delete digest “{ $name }”? Its settings and the record of what it has posted are gone then; what it has posted stays.
digest-kept = Digest “{ $name }” stays.
button-digest-delete = Delete it
button-digest-keep = Keep it
digest-deleted = Digest “{ $name }” is deleted.
digest-unknown = There is no digest called “{ $name }” here. `/digest list` shows them.
digest-which = This server has several digests. Say which one you mean with `name`.
digest-exists = There is already a digest called “{ $name }”. Choose another name, or delete that one first.
digest-too-many = This server already has { $limit } digests, which is the limit. Delete one first.
digest-needs = I need both `channel` and `time` for a digest. With neither I show you a form instead.
digest-bad-time = “{ $time }” is not a time of day. Write it as 08:00 or 17:30.
digest-bad-zone = “{ $zone }” is not a time zone I know. Start typing a city and pick one from the list.
digest-bad-days = “{ $days }” are not days of the week. Write them as mon, wed, fri, or daily, weekdays, weekends.
digest-bad-channel = A digest needs a text, announcement or forum channel, or a thread of this server.
digest-cannot-send = I may not post in { $channel }. Allow me to { $missing } there, then try again.
digest-weekdays = Monday to Friday
digest-weekends = Saturdays and Sundays
digest-every = { $days } at { $time } ({ $zone })
digest-daily = daily at { $time } ({ $zone })
digest-state-paused = paused
digest-state-server = waiting: I am not in this server
digest-state-channel = waiting: the channel is gone; `/digest edit` gives it another
digest-state-permissions = waiting for the right to { $missing } there
digest-state-refused = waiting: Discord does not let me post there; check my permissions
digest-last-missed = last one missed: { $reason }
digest-last-unknown = last one may or may not have arrived: { $reason }
digest-last-open = one is being posted
digest-reason-downtime = I was not running in time
digest-reason-downtime-covered = I was not running; a later one covers it
digest-reason-unreachable = Discord could not be reached in time
digest-reason-paused = it waited to be tried again when the digest was paused
digest-reason-hindered = I was not allowed to post there
digest-default-name = News digest
digest-now-title = Right now
digest-modal = A new digest
digest-modal-channel = Channel
digest-modal-time = Time of day
digest-modal-time-hint = 08:00
digest-modal-zone = City or time zone
digest-modal-topic = Topic (leave empty for everything)
digest-modal-name = Name

button-why = Why these stories?
button-why-quiet = Why so quiet?

why-title = Why these stories: { $name }
why-nothing = Nothing was published in that time.
why-chosen = It was in the digest.
why-off-topic = It was left out: it does not name all words of the topic.
why-told = It was left out: an earlier digest told it, and the new reports say nothing new.
why-no-room = It was left out: the digest had room for { $stories }, and others mattered more.
why-details = Number { $rank } of { $of }: { $reports ->
        [one] one report
       *[other] { $reports } reports
    } of { $outlets ->
        [one] one outlet
       *[other] { $outlets } outlets
    }, the newest { $hours ->
        [0] less than an hour
        [one] one hour
       *[other] { $hours } hours
    } old.
why-moved-on = An earlier digest told it; this time it had something new.
why-commentary = Only opinion, pictures or a roundup had it, which counts less.
why-more = … and { $count } more
why-headline-only = I hold only this headline, and digests are made of whole articles.
why-other-outlet = Its outlet is not one of this digest’s: { $outlets }.
why-undated = It has no date, so I cannot tell whether it is new.
why-later = I got it only at { $seen }, after that digest was put together.
why-outside = It was published at { $published }, which is outside of that digest’s time.
why-now = This is the digest as `/digest now` shows it. It has not been posted.
why-unknown = I have no article with that headline. Start typing and pick one from the list.

# Watches
watch-alert = New for a watch
watch-late = Late: this came in at { $due }.
watch-more-today = More came in, but this watch has alerted { $limit ->
        [one] once
       *[other] { $limit } times
    } today. `/headlines` shows all of it.
watch-added-question = I watch for news that answers “{ $words }” and post it in { $place }, once for each story.
watch-added-phrase = I watch for news that names all the words of “{ $words }” and post it in { $place }, once for each story.
watch-direct = your direct messages
watch-this-channel = this channel
watch-another-channel = another channel
watch-direct-message = direct message
watch-list = Watches
watch-list-empty = There are no watches here yet. `/watch add` makes one.
watch-by = by { $member }
watch-last = last alert { $when }
watch-none-yet = no alert yet
watch-is-question = question
watch-is-phrase = all these words
watch-paused-direct = paused: you do not let me write to you. Open your direct messages for this server, then add the watch again
watch-paused-server = paused: I am no longer in that server
watch-paused-channel = paused: that channel is gone. Remove the watch, or add it in another channel
watch-paused-permissions = paused: I may not post there. It goes on as soon as I may
watch-removed = I stopped watching for “{ $words }”.
watch-resumed = I watch for “{ $words }” again.
watch-unknown = I know no such watch. `/watch list` shows yours.
watch-gone = This watch has been stopped already.
watch-not-yours = Only the member who made this watch, or a member who may *Manage Server*, can stop it.
watch-exists = “{ $words }” is watched for in { $place } already.
watch-nothing = “{ $words }” names nothing that I could watch for. Name a person, a place or a thing.
watch-too-many-member = You have { $limit } watches already, which is the limit. Remove one first.
watch-too-many-server = This server’s channels have { $limit } watches already, which is the limit. Remove one first.
watch-needs-manage = To post a watch into a channel you need the right to *Manage Server*. Choose *direct message*, and I write to you alone.
watch-only-direct = Here I can only write to you directly. Choose *direct message*, or add the watch in a server.
watch-which-channel = Name the channel that I shall post in.
watch-no-channel = I cannot post in { $channel }. Choose a text channel.
watch-closed = I cannot write to you directly. Open your direct messages for this server, then try again.
button-watch-stop = Stop this watch

permission-view-channel = see the channel
permission-send-messages = send messages
permission-send-messages-in-threads = send messages in threads
permission-create-public-threads = create public threads
permission-attach-files = attach files
permission-read-message-history = read the message history

# Setup
setup-title = Setup check
setup-fine = Everything is as it should be.
setup-channel-fine = { $channel }: all right
setup-missing = { $channel }: allow me to { $missing }. Until then nothing can be posted there.
setup-advised = { $channel }: allow me to { $missing }, for { $what }.
setup-gone = Digest “{ $name }”: its channel is gone. `/digest edit` gives it another.
setup-refused = Digest “{ $name }”: Discord does not let me post in { $channel }, though I seem to have every right. I try again.
setup-for-history = making sure after a failure that nothing is posted twice
setup-for-files = pictures

# Feeds
feeds-title = Feeds of this server ({ $count } of at most { $limit })
feeds-none = This server follows no feeds yet. `/feeds add` takes the address of a feed or of a site.
feeds-public = { $count ->
        [one] One more feed is
       *[other] { $count } more feeds are
    } here for everybody.
feeds-added = Now following { $name }. Its news can be found in a minute or two.
feeds-known = { $name } is followed already.
feeds-removed = No longer following { $name }.
feeds-now-paused = { $name } is paused. What it brought stays.
feeds-now-resumed = { $name } is read again.
feeds-unknown = This server follows no feed called “{ $name }”. Start typing and pick one from the list.
feeds-too-many = This server follows { $limit } feeds, which is the limit. Remove one first.
feeds-several = That site has { $count } feeds. Which one?
feeds-several-of = { $address } has { $count } feeds. Add it alone to choose one.
feeds-choose = Pick a feed
feeds-articles = { $articles ->
        [one] one article
       *[other] { $articles } articles
    }
feeds-paused = paused
feeds-gone = gone for good
feeds-waiting = not read yet
feeds-read = read { $when }
feeds-error = { $failures ->
        [0] it goes wrong
        [one] failed once
       *[other] failed { $failures } times
    }: { $error }
feeds-test = A feed of { $entries ->
        [one] one entry
       *[other] { $entries } entries
    }. You are not following it yet.
feeds-test-text = { $paragraphs ->
        [one] one paragraph
       *[other] { $paragraphs } paragraphs
    } of text
feeds-test-undated = no date
feeds-test-empty = It holds no entries now.
feeds-test-others = The site has { $count ->
        [one] one more feed
       *[other] { $count } more feeds
    }.
feeds-report = { $count ->
        [one] One address
       *[other] { $count } addresses
    }
feeds-report-more = and { $count } more, all of them in the file
feeds-exported = { $count ->
        [one] One feed
       *[other] { $count } feeds
    }, for any feed reader
feeds-import-unreadable = That file cannot be used. { $reason }
feeds-import-large = It is too large for a list of feeds.
feed-failing = I cannot read { $name } any more: it has failed { $failures } times since { $since }. { $error } I go on trying once a day; `/feeds remove` ends that.
feed-gone = { $name } is gone for good, its server says, so I do not ask for it any more. What it brought stays.
button-previous = Previous
button-next = Next

# Sources
sources-title = { $count ->
        [one] News of one outlet
       *[other] News of { $count } outlets
    }
sources-none = None of the news here names its outlet.
sources-held = { $articles ->
        [0] { $headlines ->
            [one] one headline
           *[other] { $headlines } headlines
        }
        [one] one article
       *[other] { $articles } articles
    } · newest { $newest }
sources-undated = without a date

# Trends
trend-title = “{ $topic }” in the news
trend-total = { $total ->
        [one] One mention
       *[other] { $total } mentions
    } in { $days } days
trend-none = Nothing named “{ $topic }” in the last { $days } days.

# Help
help-title = What I do
help-body =
    I answer news questions with the exact sentences that answer them, each linked to its article. When I hold nothing on something, I say so.
    - `/ask` a question, or mention me with one, or write to me directly
    - `/headlines` lists what is new; `/story` sums up one article in its own sentences
    - `/trend` draws how often a topic was in the news; `/sources` shows whose news I hold
    - `/digest create` posts the day’s stories into a channel, every day
    - `/watch add` tells you when a new article answers a question or names your words
    - `/feeds add` follows an outlet: its news is then for this server
help-holding = I hold { $articles ->
        [one] one article
       *[other] { $articles } articles
    } of { $outlets ->
        [one] one outlet
       *[other] { $outlets } outlets
    }, up to { $newest }.

# When something goes wrong
error-unforeseen = Something went wrong on my side. It is in my log under number { $reference }.
error-permission = You need the right to *Manage Server* for that.
error-guild-only = That works only in a server.
error-outlet = I hold no outlet called “{ $name }”. Start typing and pick one from the list.
error-date = “{ $text }” is not a date. Write it as 2026-11-24.
