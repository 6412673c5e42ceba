using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Ami.Core.Documents;

/// <summary>
/// PDFsharp draws lots for three names in a file: of the embedded typefaces, of the file in its trailer, and of the document in its metadata. Here they come
/// from what is in the file, so that it is the same file every time; and the metadata's place for the last says instead that the file keeps to PDF/UA (ISO
/// 14289-1, 5). Everything keeps its length, because a PDF names its parts by where they begin.
/// </summary>
internal static partial class PdfMarks
{
    private const string Accessible =
        """<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>""";

    /// <summary>The file with names that do not change.</summary>
    /// <exception cref="InvalidOperationException">The file is not as PDFsharp is known to write it: another version does it otherwise.</exception>
    public static byte[] Fixed(byte[] file)
    {
        // One byte is one character, there and back.
        var text = Encoding.Latin1.GetString(file);
        text = Once(DrawnIds(), text, drawn => Accessible.PadRight(drawn.Length));
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        text = FontName().Replace(text, name => $"{Tag(names, name.Groups[1].Value)}+DejaVu");
        text = Once(FileId(), text, _ => $"/ID[<{new string('0', 32)}><{new string('0', 32)}>]");
        var id = Convert.ToHexString(SHA256.HashData(Encoding.Latin1.GetBytes(text)).AsSpan(0, 16));
        text = Once(FileId(), text, _ => $"/ID[<{id}><{id}>]");
        return Encoding.Latin1.GetBytes(text);
    }

    /// <summary>Six capital letters before a subset's name, another combination for each (ISO 32000-1, 9.6.4): by the order in which they come.</summary>
    private static string Tag(Dictionary<string, string> names, string drawn)
    {
        if (!names.TryGetValue(drawn, out var tag))
        {
            names.Add(drawn, tag = $"AMIAA{(char)('A' + names.Count)}");
        }

        return tag;
    }

    private static string Once(Regex pattern, string text, Func<string, string> change) =>
        pattern.Matches(text) is [var found] && change(found.Value) is var changed && changed.Length == found.Length
            ? string.Concat(text.AsSpan(0, found.Index), changed, text.AsSpan(found.Index + found.Length))
            : throw new InvalidOperationException($"The file does not have exactly one {pattern}.");

    [GeneratedRegex(
        """<rdf:Description rdf:about="" xmlns:xmpMM="[^"]*">\s*<xmpMM:DocumentID>uuid:[^<]*</xmpMM:DocumentID>\s*<xmpMM:InstanceID>uuid:[^<]*</xmpMM:InstanceID>\s*</rdf:Description>""",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5000
    )]
    private static partial Regex DrawnIds();

    [GeneratedRegex(@"([A-Z]{6})\+DejaVu", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex FontName();

    [GeneratedRegex("/ID\\[<[0-9A-F]{32}><[0-9A-F]{32}>\\]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex FileId();
}
