using System.Text;
using System.Text.RegularExpressions;

namespace Ami.Modules.Learning;

/// <summary>A piece of a lesson as it is read: a paragraph, a line of a list, a row of a table.</summary>
/// <param name="Heading">The how manieth heading it stands under, from 1; 0 before the first one.</param>
/// <param name="Text">Without the marks of Markdown.</param>
internal readonly record struct LessonPiece(int Heading, string Text);

/// <summary>What a lesson's Markdown says, without how it says it. Both languages have the same headings, so a number means the same one in both.</summary>
internal sealed partial class LessonText
{
    private LessonText(IReadOnlyList<string> headings, IReadOnlyList<LessonPiece> pieces) => (Headings, Pieces) = (headings, pieces);

    public IReadOnlyList<string> Headings { get; }

    public IReadOnlyList<LessonPiece> Pieces { get; }

    public static LessonText Read(string markdown)
    {
        var (headings, pieces) = (new List<string>(), new List<LessonPiece>());
        var paragraph = new StringBuilder();
        var isCode = false;
        void End()
        {
            if (paragraph.Length > 0)
            {
                pieces.Add(new LessonPiece(headings.Count, paragraph.ToString()));
                paragraph.Clear();
            }
        }

        foreach (var written in markdown.Split('\n'))
        {
            var line = written.Trim();
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                isCode = !isCode;
                End();
            }
            else if (!isCode && Heading().Match(line) is { Success: true } heading)
            {
                End();
                headings.Add(Bare(heading.Groups[1].Value));
            }
            else
            {
                if (line.Length == 0 || isCode || Item().IsMatch(line) || line[0] == '|')
                {
                    End();
                }

                // The line that tells a table's head from its rows says nothing.
                if (line.Length > 0 && (isCode || !Rule().IsMatch(line)))
                {
                    paragraph.Append(paragraph.Length > 0 ? " " : "").Append(isCode ? line : Bare(line));
                }
            }
        }

        End();
        return new LessonText(headings, pieces);
    }

    private static string Bare(string line) =>
        Blanks().Replace(Marks().Replace(Link().Replace(Item().Replace(line, ""), "$1"), "").Replace('|', ' '), " ").Trim();

    [GeneratedRegex(@"^#{1,6}\s+(.*?)\s*#*$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^(?:[-*+]|\d+[.)]|>)\s+")]
    private static partial Regex Item();

    [GeneratedRegex(@"^[|:\-\s]+$")]
    private static partial Regex Rule();

    [GeneratedRegex(@"\[([^\]]*)\]\([^)]*\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"(?<!\s)[*`]+|[*`]+(?!\s)")]
    private static partial Regex Marks();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
