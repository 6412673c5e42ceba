namespace Ami.Modules.Growth;

/// <summary>What somebody wrote for others to read, as it is kept: without blanks around it, with one kind of line end, and nothing invisible.</summary>
internal static class WrittenText
{
    /// <summary>One line of 1 to <paramref name="most"/> characters, or null.</summary>
    public static string? Line(string? text, int most) => text?.Trim() is { Length: > 0 } line && line.Length <= most && ShownText.IsPlain(line) ? line : null;

    /// <summary>Paragraphs of at most <paramref name="most"/> characters in all, or null; empty where nothing was written.</summary>
    public static string? Paragraphs(string? text, int most)
    {
        var written = (text ?? "").Trim().ReplaceLineEndings("\n");
        return written.Length <= most && written.Split('\n').All(line => ShownText.IsPlain(line.Replace('\t', ' '))) ? written : null;
    }
}
