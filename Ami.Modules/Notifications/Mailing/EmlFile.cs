using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Ami.Modules.Notifications.Mailing;

/// <summary>A mail as it stands in its file: as much of RFC 5322, 2045 and 2047 as the mails of this system use.</summary>
/// <param name="Headers">Unfolded and decoded, by name; of several with one name the last.</param>
/// <param name="Text">The plain text.</param>
/// <param name="Html">The page.</param>
internal sealed record EmlFile(ImmutableDictionary<string, string> Headers, string Text, string Html)
{
    public static EmlFile Parse(string content)
    {
        var root = Entity.Parse(content.ReplaceLineEndings("\n"));
        var leaves = Leaves(root).ToList();
        return new EmlFile(root.Headers, Of("text/plain"), Of("text/html"));

        string Of(string type) => leaves.Find(leaf => leaf.ContentType.StartsWith(type, StringComparison.OrdinalIgnoreCase))?.Decoded() ?? "";
    }

    private static IEnumerable<Entity> Leaves(Entity entity) => entity.Boundary is { } boundary
        ? entity.Body.Split($"--{boundary}").Skip(1).TakeWhile(part => !part.StartsWith("--", StringComparison.Ordinal))
            // The line breaks around a boundary belong to it.
            .SelectMany(part => Leaves(Entity.Parse(part[1..^(part.EndsWith('\n') ? 1 : 0)])))
        : [entity];

    /// <summary>Encoded words, <c>=?utf-8?B?…?=</c>: bytes of neighbours are joined before they are read as text, because a character may be spread over two.</summary>
    private static string DecodeWords(string header)
    {
        var text = new StringBuilder();
        var bytes = new List<byte>();
        foreach (var word in header.Split(' '))
        {
            if (word.StartsWith("=?", StringComparison.Ordinal) && word.EndsWith("?=", StringComparison.Ordinal) && word.Split('?') is [_, _, var encoding, var payload, _])
            {
                bytes.AddRange(encoding is "B" or "b" ? Convert.FromBase64String(payload) : QuotedPrintable(payload.Replace('_', ' ')));
                continue;
            }

            Flush();
            text.Append(text.Length == 0 ? "" : " ").Append(word);
        }

        Flush();
        return text.ToString();

        void Flush()
        {
            if (bytes.Count == 0) return;
            text.Append(text.Length == 0 ? "" : " ").Append(Encoding.UTF8.GetString([.. bytes]));
            bytes.Clear();
        }
    }

    private static byte[] QuotedPrintable(string text)
    {
        var joined = text.Replace("=\n", "", StringComparison.Ordinal);
        var bytes = new List<byte>(joined.Length);
        for (var i = 0; i < joined.Length; i++)
        {
            if (joined[i] == '=' && byte.TryParse(joined.AsSpan(i + 1, Math.Min(2, joined.Length - i - 1)), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var value))
            {
                bytes.Add(value);
                i += 2;
            }
            else
            {
                bytes.Add((byte)joined[i]);
            }
        }

        return [.. bytes];
    }

    private sealed record Entity(ImmutableDictionary<string, string> Headers, string Body)
    {
        public string ContentType => Headers.GetValueOrDefault("Content-Type", "text/plain");

        public string? Boundary => ContentType.Split("boundary=") is [_, var rest] ? rest.Split(';')[0].Trim().Trim('"') : null;

        public static Entity Parse(string content)
        {
            var end = content.IndexOf("\n\n", StringComparison.Ordinal);
            var head = end < 0 ? content : content[..end];
            var headers = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.OrdinalIgnoreCase);
            foreach (var line in head.Replace("\n ", " ", StringComparison.Ordinal).Replace("\n\t", " ", StringComparison.Ordinal).Split('\n'))
                if (line.Split(':', 2) is [var name, var value]) headers[name] = DecodeWords(value.Trim());
            return new Entity(headers.ToImmutable(), end < 0 ? "" : content[(end + 2)..]);
        }

        public string Decoded() => Headers.GetValueOrDefault("Content-Transfer-Encoding", "7bit").ToLowerInvariant() switch
        {
            "base64" => Encoding.UTF8.GetString(Convert.FromBase64String(Body)),
            "quoted-printable" => Encoding.UTF8.GetString(QuotedPrintable(Body)).ReplaceLineEndings("\n"),
            _ => Body,
        };
    }
}
