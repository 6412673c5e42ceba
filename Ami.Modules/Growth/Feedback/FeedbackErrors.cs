namespace Ami.Modules.Growth;

/// <summary>What the feedback board refuses, with stable codes. Their words for people are in the web app's <c>texts/errors.ts</c>.</summary>
internal static class FeedbackErrors
{
    public static Error TitleInvalid { get; } =
        Error.InvalidField("feedback.title_invalid", "title", $"Enter a title of 1 to {FeedbackPost.LongestTitle} characters, in one line.");

    public static Error BodyInvalid { get; } =
        Error.InvalidField("feedback.body_invalid", "body", $"Write at most {FeedbackPost.LongestText} characters, all of them visible.");

    public static Error ReplyInvalid { get; } =
        Error.InvalidField("feedback.reply_invalid", "reply", $"Write at most {FeedbackPost.LongestText} characters, all of them visible.");

    public static Error Unknown { get; } = Error.NotFound("feedback.unknown", "There is no such idea (any more). Look at the list again.");

    public static Error NotYours { get; } = Error.NotFound("feedback.not_yours", "There is no such idea of yours (any more). Look at the list again.");

    public static Error HasSupport { get; } =
        Error.Conflict("feedback.has_support", "Others stand behind this idea, or it was answered. It is not only yours any more, and stays.");

    public static Error AlreadyMerged { get; } = Error.Conflict("feedback.already_merged", "This idea is merged into another one already. Undo that first.");

    public static Error TargetMerged { get; } =
        Error.Conflict("feedback.target_merged", "That idea is itself merged into another one. Choose the one that it was merged into.");

    public static Error IntoItself { get; } = Error.Conflict("feedback.into_itself", "An idea cannot be merged into itself. Choose another one.");

    public static Error NotMerged { get; } = Error.Conflict("feedback.not_merged", "This idea is not merged into another one (any more).");

    public static Error HasDuplicates { get; } =
        Error.Conflict("feedback.has_duplicates", "Other ideas are merged into this one. Undo that first, so that they are not lost.");

    public static Error TooMany(TimeSpan wait) =>
        new("feedback.too_many", "That was a lot at once. Nothing was done; wait a little and try again.", ErrorKind.TooMany) { RetryAfter = wait };
}
