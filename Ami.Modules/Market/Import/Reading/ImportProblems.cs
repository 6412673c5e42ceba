namespace Ami.Modules.Market.Import.Reading;

/// <summary>Codes of why a file is not read, and how its text is shown in messages.</summary>
internal static class ImportProblems
{
    /// <summary>The layout is none that is known: a mapping can name the columns.</summary>
    public const string NotCandles = "market.import_not_candles";

    /// <summary>The file can be read in two ways that mean different bars: a mapping must say which.</summary>
    public const string Ambiguous = "market.import_ambiguous";

    /// <summary>The file has columns of several instruments: a mapping can name those of one.</summary>
    public const string SeveralSymbols = "market.import_several_symbols";

    /// <summary>The bars are of another interval than was said.</summary>
    public const string WrongInterval = "market.import_interval";

    private const int Longest = 30;

    /// <summary>Text of a file, short and without control characters.</summary>
    public static string Shown(ReadOnlySpan<char> text)
    {
        var shown = text.Length <= Longest ? text.ToString() : $"{text[..Longest]}…";
        return string.Concat(shown.Select(letter => char.IsControl(letter) ? '?' : letter));
    }
}
