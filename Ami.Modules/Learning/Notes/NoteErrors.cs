namespace Ami.Modules.Learning;

/// <summary>What can be refused of notes and bookmarks.</summary>
internal static class NoteErrors
{
    public static Error Text { get; } =
        Error.InvalidField("learning.note_text", "text", $"Write 1 to {KeepNotes.LongestText} characters, something of them visible.");

    public static Error Heading { get; } = Error.InvalidField("learning.note_heading", "heading", "The lesson has no such heading.");

    public static Error Lesson { get; } = Error.Conflict("learning.note_lesson", "This note is about another lesson. Write a new one.");

    public static Error TooManyHere { get; } =
        Error.Conflict("learning.too_many_lesson_notes", $"This lesson has {KeepNotes.MostOfLesson} notes, the most there can be. Write on in one of them.");

    public static Error TooMany { get; } =
        Error.Conflict("learning.too_many_notes", $"You have {KeepNotes.Most} notes, the most there can be. Delete some first.");

    public static Error TooManyBookmarks { get; } =
        Error.Conflict("learning.too_many_bookmarks", $"You have {Bookmarks.Most} bookmarks, the most there can be. Take some away first.");

    public static Error Version { get; } = Error.InvalidField("learning.note_version", "version", "Send the version that you saw, 0 for a new note.");

    public static Error Changed { get; } =
        Error.Conflict("learning.note_changed", "It was changed elsewhere meanwhile. Look at what is there now, and change that.");

    public static Error Unknown { get; } = Error.NotFound("learning.note_unknown", "It was deleted elsewhere meanwhile. Send version 0 to make it anew.");

    public static ShelfErrors Shelf { get; } = new(Version, Unknown, Changed, TooMany);
}
