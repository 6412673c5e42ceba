using System.Collections.Immutable;
using System.Globalization;

namespace Ami.Modules.Learning;

/// <summary>What can be refused of ratings.</summary>
internal static class RatingErrors
{
    public static Error Stars { get; } = Error.InvalidField("learning.rating_stars", "stars", $"Give 1 to {CourseRating.MostStars} stars.");

    public static Error Text { get; } =
        Error.InvalidField("learning.rating_text", "text", $"Write at most {RateCourse.LongestText} characters, all of them visible, or nothing.");

    public static Error Version { get; } = Error.InvalidField("learning.rating_version", "version", "Send the version that you saw, 0 for a new rating.");

    public static Error Changed { get; } =
        Error.Conflict("learning.rating_changed", "You changed your rating elsewhere meanwhile. Look at what is there now, and change that.");

    public static Error Unknown { get; } = Error.NotFound("learning.rating_unknown", "There is no such rating (any more).");

    public static Error NoteInvalid { get; } =
        Error.InvalidField("learning.hiding_note_invalid", "note", $"Write at most {StaffNote.Longest} characters, all of them visible.");

    public static Error AlreadyHidden { get; } = Error.Conflict("learning.rating_already_hidden", "This rating is hidden already.");

    public static Error Hidden { get; } =
        Error.Conflict("learning.rating_hidden", "The team hid this rating: it is shown to nobody. You can change it, but not delete it.");

    public static Error NotHidden { get; } = Error.Conflict("learning.rating_not_hidden", "This rating is shown already.");

    // A person has one at most, and its id follows from theirs: there is never a second one to refuse.
    public static ShelfErrors Shelf { get; } = new(Version, Unknown, Changed, Changed);

    /// <param name="missing">How many lessons more.</param>
    public static Error NotHalf(int missing) =>
        Error.Conflict("learning.rating_too_early", "Do half of the course's lessons first.") with
        {
            Facts = ImmutableDictionary<string, string>.Empty.Add("missing", missing.ToString(CultureInfo.InvariantCulture)),
        };
}
