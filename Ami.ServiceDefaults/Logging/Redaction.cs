using System.Text.RegularExpressions;

namespace Ami.ServiceDefaults.Logging;

/// <summary>Keeps secrets out of logs, by the name of a value and by its look. A net below careful code, not a licence to log secrets.</summary>
public static partial class Redaction
{
    /// <summary>What stands in place of a secret.</summary>
    public const string Mask = "***";

    /// <summary>True when a value of this name is never written.</summary>
    public static bool IsSecretName(string name) => SecretName().IsMatch(name);

    /// <summary>The text with tokens, passwords and keys masked.</summary>
    public static string Clean(string text) =>
        text.Length < 8 ? text : Assignment().Replace(Bearer().Replace(Jwt().Replace(text, Mask), "$1 " + Mask), "$1$2" + Mask);

    [GeneratedRegex(
        "password|passwd|pwd|secret|authorization|cookie|api[-_]?key|master[-_]?key|connection[-_]?string|(access|refresh|id|bearer|csrf)[-_]?token|^token$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex SecretName();

    [GeneratedRegex(@"eyJ[\w-]{5,}\.[\w-]+\.[\w-]*", RegexOptions.CultureInvariant)]
    private static partial Regex Jwt();

    [GeneratedRegex(@"\b(bearer|basic)[ .]+[\w\-.~+/]{8,}=*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Bearer();

    [GeneratedRegex(
        @"\b(password|passwd|pwd|secret|api[-_]?key|master[-_]?key|refresh[-_]?token|access[-_]?token|ami_refresh)(""?\s*[=:]\s*""?)[^\s;,""&]+",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Assignment();
}
