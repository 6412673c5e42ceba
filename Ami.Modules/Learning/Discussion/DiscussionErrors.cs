namespace Ami.Modules.Learning;

/// <summary>What can be refused in discussions.</summary>
internal static class DiscussionErrors
{
    public static Error Text { get; } = Error.InvalidField("learning.post_text", "text", $"Write 1 to {Post.LongestText} characters, all of them visible.");

    public static Error None { get; } =
        Error.Conflict("learning.no_discussion", "Quizzes and exercises are not discussed here: others have yet to answer them.");

    public static Error Closed { get; } =
        new("learning.discussion_closed", "Whoever may read the whole course discusses it. Enrol, or buy it.", ErrorKind.Forbidden);

    public static Error Unknown { get; } = Error.NotFound("learning.post_unknown", "It is not there (any more). Load the discussion again.");

    public static Error Removed { get; } = Error.Conflict("learning.post_removed", "It was removed. It cannot be changed or answered any more.");

    public static Error IdUsed { get; } =
        new("learning.post_id_used", "This id stands for something else. Send a new one with each post.", ErrorKind.Unprocessable);

    public static Error TooMany { get; } =
        Error.Conflict("learning.too_many_posts", $"You wrote {WritePosts.MostInAnHour} posts within an hour. Go on a little later.");

    public static Error OwnPost { get; } = Error.Conflict("learning.own_post", "This is for what others wrote.");

    public static Error NotRemoved { get; } = Error.Conflict("learning.post_not_removed", "The team did not remove it, or it is shown again already.");

    private static Error Version { get; } = Error.InvalidField("learning.post_version", "version", "Send the version that you saw, 0 for a new post.");

    public static Error Changed { get; } =
        Error.Conflict("learning.post_changed", "You changed it elsewhere meanwhile. Look at what is there now, and change that.");

    public static ShelfErrors Shelf { get; } = new(Version, Unknown, Changed, TooMany);
}
