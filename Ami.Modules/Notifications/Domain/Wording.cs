using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Ami.Modules.Notifications.Contracts;

namespace Ami.Modules.Notifications.Domain;

/// <summary>A message in one language with all names filled in. Plain text: whoever shows it escapes it.</summary>
/// <param name="Subject">One line.</param>
/// <param name="Paragraphs">At least one.</param>
/// <param name="Action">Label of its button; null when it has none.</param>
internal sealed partial record Wording(string Subject, ImmutableArray<string> Paragraphs, string? Action)
{
    /// <summary>A name without a value, which only a message from before a change of its words can have, becomes an ellipsis.</summary>
    public static Wording Of(MessageKind kind, Language language, IReadOnlyDictionary<string, string> fields)
    {
        var text = language == Language.Es ? kind.Spanish : kind.English;
        return new Wording(
            OneLine(Fill(text.Subject)),
            [.. Fill(text.Body.ReplaceLineEndings("\n")).Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)],
            text.Action
        );

        string Fill(string template) => Name().Replace(template, match => fields.GetValueOrDefault(match.Groups[1].Value)?.ReplaceLineEndings(" ") ?? "…");
    }

    /// <summary>The names in braces that the words ask for.</summary>
    public static IReadOnlySet<string> Names(MessageText text) =>
        Name().Matches($"{text.Subject} {text.Body}").Select(match => match.Groups[1].Value).ToHashSet();

    public static string Write(IReadOnlyDictionary<string, string> fields) => JsonSerializer.Serialize(fields);

    public static IReadOnlyDictionary<string, string> Read(string fields) => JsonSerializer.Deserialize<Dictionary<string, string>>(fields) ?? [];

    /// <summary>A subject is a header: what could end the line and begin another header becomes a space.</summary>
    private static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            line.Append(char.IsControl(character) ? ' ' : character);
        }

        return line.ToString().Trim();
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Name();
}
