using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Ami.Core;

/// <summary>
/// Writes CSV (RFC 4180) that a spreadsheet shows and never runs. A text that a spreadsheet would take for a formula gets a leading apostrophe; so does what
/// follows a separator inside a text, because a spreadsheet in another language splits at semicolons or tabs and does not honour our quotes.
/// </summary>
public static class CsvText
{
    private const char Guard = '\'';
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",;\t\r\n\"' ");
    private static readonly SearchValues<char> Suspicious = SearchValues.Create("=+-@\t\r＝＋－＠");

    /// <summary>One field, ready to be written.</summary>
    /// <param name="value">Texts are guarded. Numbers, times (ISO 8601, UTC), identifiers, enums (camelCase) and booleans are written as they are; null is an
    /// empty field.</param>
    public static string Field(object? value) =>
        value switch
        {
            null => "",
            string text => Quote(Guarded(text)),
            bool flag => flag ? "true" : "false",
            Enum name => JsonNamingPolicy.CamelCase.ConvertName(name.ToString()),
            DateTimeOffset time => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            Guid or int or long or decimal or double or DateOnly => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
            _ => Quote(Guarded(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")),
        };

    private static string Guarded(string text)
    {
        if (!text.AsSpan().ContainsAny(Suspicious))
        {
            return text;
        }

        var safe = new StringBuilder(text.Length + 2);
        var starts = true;
        foreach (var c in text)
        {
            if (starts && Suspicious.Contains(c))
            {
                safe.Append(Guard);
                starts = false;
            }

            safe.Append(c);
            starts = c is ',' or ';' or '\t' or '\r' or '\n' or '"' || (starts && char.IsWhiteSpace(c));
        }

        return safe.ToString();
    }

    private static string Quote(string text) => text.AsSpan().ContainsAny(Quoted) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
