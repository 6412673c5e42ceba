namespace Ami.Modules.Learning;

/// <summary>The place of a lesson that says most of what was searched for.</summary>
/// <param name="Heading">The how manieth heading it stands under, from 1; 0 before the first one.</param>
/// <param name="Under">What that heading says; empty before the first one.</param>
/// <param name="Text">A line or two, with an ellipsis where it was cut.</param>
/// <param name="Marks">What was searched for in it.</param>
internal sealed record Excerpt(int Heading, string Under, string Text, IReadOnlyList<Mark> Marks)
{
    /// <summary>As long as it gets, without the ellipses.</summary>
    public const int Longest = 220;

    private const int Before = 60;
    private const string Cut = "…";

    /// <returns>Null where the text says nothing of it.</returns>
    public static Excerpt? Of(string markdown, HashSet<string> words)
    {
        var read = LessonText.Read(markdown);
        var best = read
            .Pieces.Select(piece => (piece.Heading, Marked: Marked.Of(piece.Text, words)))
            .Where(piece => piece.Marked.Marks.Count > 0)
            .OrderByDescending(piece => Said(piece.Marked))
            .FirstOrDefault();
        return best.Marked is null ? null : Around(best.Heading, best.Heading == 0 ? "" : read.Headings[best.Heading - 1], best.Marked);
    }

    /// <summary>How many different words it has of those that are searched for.</summary>
    private static int Said(Marked marked) => marked.Marks.Select(mark => SearchText.Plain(marked.Text.Substring(mark.From, mark.Length))).Distinct().Count();

    private static Excerpt Around(int heading, string under, Marked piece)
    {
        var text = piece.Text;
        if (text.Length <= Longest)
        {
            return new Excerpt(heading, under, text, piece.Marks);
        }

        var first = piece.Marks[0];
        var from = WordStart(text, Math.Max(0, Math.Min(first.From - Before, text.Length - Longest)), first.From);
        var end = WordEnd(text, Math.Min(text.Length, from + Longest), first.From + first.Length);
        var ahead = from > 0 ? Cut : "";
        return new Excerpt(
            heading,
            under,
            ahead + text[from..end] + (end < text.Length ? Cut : ""),
            [
                .. piece
                    .Marks.Where(mark => mark.From >= from && mark.From + mark.Length <= end)
                    .Select(mark => mark with { From = mark.From - from + ahead.Length }),
            ]
        );
    }

    /// <summary>The first word at or behind a place, at the latest the one that has to be seen.</summary>
    private static int WordStart(string text, int at, int latest)
    {
        while (at > 0 && at < latest && text[at - 1] != ' ')
        {
            at++;
        }

        return at;
    }

    private static int WordEnd(string text, int latest, int earliest)
    {
        var at = Math.Max(latest, earliest);
        while (at < text.Length && at > earliest && text[at] != ' ')
        {
            at--;
        }

        return at;
    }
}
