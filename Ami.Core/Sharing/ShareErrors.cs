namespace Ami.Core;

internal static class ShareErrors
{
    /// <summary>There is none, or there was one so long ago that nothing is known of it.</summary>
    public static Error NotFound { get; } = Error.NotFound("share.not_found", "There is no such link. Look whether its address is complete.");

    public static Error Ended { get; } =
        Error.NotFound("share.ended", "This link has ended: its time was over, or its owner ended it. Ask them for another one.");

    public static Error TooManyLinks(int most) => Error.Conflict("share.too_many_links", $"You have {most} links that work. End one first.");

    public static Error TitleInvalid(int longest) =>
        Error.InvalidField("share.title_invalid", "title", $"Has at most {longest} characters, without line breaks.");

    public static Error DaysInvalid(int most) => Error.InvalidField("share.days_invalid", "days", $"A link lasts between 1 and {most} days.");

    public static Error TooManyOpenings(TimeSpan wait) =>
        new("share.too_many_openings", "Links were opened too often from here. Wait a moment.", ErrorKind.TooMany) { RetryAfter = wait };
}
