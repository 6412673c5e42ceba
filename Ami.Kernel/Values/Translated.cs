using System.Globalization;

namespace Ami.Kernel;

/// <summary>A text in both languages.</summary>
/// <param name="Es">Spanish.</param>
/// <param name="En">English.</param>
public sealed record Translated(string Es, string En)
{
    /// <summary>A text in both languages around figures, which are written alike in both.</summary>
    public static Translated With(FormattableString es, FormattableString en) =>
        new(es.ToString(CultureInfo.InvariantCulture), en.ToString(CultureInfo.InvariantCulture));

    /// <summary>The text in a language.</summary>
    public string In(Language language) => language == Language.Es ? Es : En;
}
