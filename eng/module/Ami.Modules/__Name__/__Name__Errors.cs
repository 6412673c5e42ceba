namespace Ami.Modules.__Name__;

/// <summary>What can be refused, with stable codes. Their words for people are in the web app's <c>texts/errors.ts</c>.</summary>
internal static class __Name__Errors
{
    public static Error TitleInvalid { get; } =
        Error.InvalidField("__snake_name__.title_invalid", "title", $"Enter a title of 1 to {__Name__Entry.LongestTitle} characters, in one line.");
}
