namespace Ami.Quant.Rules;

internal enum TokenKind
{
    End,
    Number,
    Duration,
    Text,
    Name,
    Symbol,
}

/// <summary>A word of a rule.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Names in lower case, texts without their quotes, symbols as written.</param>
/// <param name="Value">Of a number; of a duration, milliseconds.</param>
/// <param name="Place">Where it stands.</param>
internal readonly record struct Token(TokenKind Kind, string Text, double Value, Place Place)
{
    public bool Is(string word) => Kind is TokenKind.Name or TokenKind.Symbol && Text == word;
}

/// <summary>Part of a rule's text.</summary>
/// <param name="Start">First character, from 0.</param>
/// <param name="Length">Characters; 0 at the end of the text.</param>
internal readonly record struct Place(int Start, int Length)
{
    public Place To(Place last) => this with { Length = last.Start + last.Length - Start };
}
