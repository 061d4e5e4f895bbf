"""What `knowledge` raises on purpose, as one tree. The text of each error is a sentence for people.

KnowledgeError
 ├ ReadingError          the input cannot be read as news
 │  ├ FeedError          it is not a feed that can be read
 │  └ ReaderUnavailable  no process for reading could be started; nothing is wrong with the document
 ├ RefusedAddress        a web address that may not be fetched (an OSError too, so that aiohttp passes it on)
 ├ DecodingError         a document's compression is unknown or damaged
 ├ NoFeedFound           an address has no feed
 ├ ArchiveError          the database cannot be opened or has not what was asked for
 │  └ UnwritableArchive  it can be read but not written
 ├ NewerArchive          a newer version of Nutgraf wrote it
 ├ OlderArchive          it must be migrated first
 ├ NoArchive             there is none yet
 ├ UnknownFeed           no feed has this address
 ├ TornFileError         a file of the index is missing or damaged
 ├ NotSavedError         the index could not be written
 ├ UnknownOutlet         no outlet has this name
 ├ UnknownArticle        no article has this id or headline
 ├ NothingToWatch        the text of a watch has no word to look for
 └ DatasetError          a dataset folder cannot be read

Each class is defined in the module that raises it. Errors of `bot` about news descend from this root as well, those
about Discord do not. `TooMuchBesides` is an aiohttp.ClientError, since aiohttp's parser raises it.
"""

from __future__ import annotations


class KnowledgeError(Exception):
    """Root of what `knowledge` raises on purpose."""
