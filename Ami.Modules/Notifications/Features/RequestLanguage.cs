namespace Ami.Modules.Notifications.Features;

/// <summary>The language in which somebody reads.</summary>
internal static class RequestLanguage
{
    /// <summary>What the <c>language</c> of a query asks for, <c>es</c> or <c>en</c>; null for anything else, and then the account decides.</summary>
    public static Language? In(string? language) =>
        language switch
        {
            "es" => Language.Es,
            "en" => Language.En,
            _ => null,
        };
}
