using System.Collections.Immutable;

namespace Ami.Modules.Growth;

/// <summary>What announcements refuse, with stable codes. Their words for people are in the web app's <c>texts/errors.ts</c>.</summary>
internal static class AnnouncementErrors
{
    public static Error Unknown { get; } = Error.NotFound("announcements.unknown", "There is no such announcement (any more). Look at the list again.");

    public static Error ChangedMeanwhile { get; } =
        Error.Conflict("announcements.changed_meanwhile", "Somebody else has changed it meanwhile. Open it again and decide anew.");

    /// <summary>All wrong fields at once.</summary>
    public static Error Invalid(ImmutableDictionary<string, string[]> fields) =>
        new("announcements.invalid_fields", "Some fields need another value.", ErrorKind.Invalid) { Fields = fields };
}
