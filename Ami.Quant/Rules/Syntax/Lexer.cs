using System.Globalization;
using System.Text;

namespace Ami.Quant.Rules;

/// <summary>Cuts a rule's text into words.</summary>
internal sealed class Lexer(string text)
{
    private static readonly string[] Symbols = ["<=", ">=", "==", "!=", "<", ">", "+", "-", "*", "/", "(", ")", "[", "]", ",", "."];

    /// <summary>What people of other languages write, and what it is called here.</summary>
    private static readonly (string Found, string Instead)[] Foreign =
    [
        ("&&", "and"),
        ("||", "or"),
        ("<>", "!="),
        ("=<", "<="),
        ("=>", ">="),
        ("≤", "<="),
        ("≥", ">="),
        ("≠", "!="),
        ("!", "not"),
        ("=", "=="),
        ("&", "and"),
        ("|", "or"),
        ("×", "*"),
        ("÷", "/"),
        ("−", "-"),
        (";", ","),
        ("'", "\""),
        ("“", "\""),
        ("”", "\""),
    ];

    private int _at;

    /// <summary>The next word; at the end of the text, an end of length 0 for ever.</summary>
    /// <exception cref="RuleException">A character has no meaning here.</exception>
    public Token Next()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
        {
            _at++;
        }

        if (_at == text.Length)
        {
            return new Token(TokenKind.End, "", 0, new Place(_at, 0));
        }

        var first = text[_at];
        if (IsLetter(first))
        {
            return Name();
        }

        if (char.IsAsciiDigit(first) || (first == '.' && _at + 1 < text.Length && char.IsAsciiDigit(text[_at + 1])))
        {
            return Number();
        }

        return first == '"' ? Quoted() : Symbol();
    }

    private Token Name()
    {
        var start = _at;
        while (_at < text.Length && (IsLetter(text[_at]) || char.IsAsciiDigit(text[_at])))
        {
            _at++;
        }

        return new Token(TokenKind.Name, text[start.._at].ToLowerInvariant(), 0, new Place(start, _at - start));
    }

    private Token Number()
    {
        var start = _at;
        SkipDigits();
        if (Peek() == '.' && char.IsAsciiDigit(Peek(1)))
        {
            _at++;
            SkipDigits();
        }
        if (Peek() is 'e' or 'E' && (char.IsAsciiDigit(Peek(1)) || (Peek(1) is '+' or '-' && char.IsAsciiDigit(Peek(2)))))
        {
            _at += 2;
            SkipDigits();
        }
        var value = double.Parse(text.AsSpan(start, _at - start), CultureInfo.InvariantCulture);
        var unit = _at < text.Length && IsLetter(text[_at]) ? text[_at] : '\0';
        var kind = TokenKind.Number;
        if (unit != '\0')
        {
            var suffix = _at;
            while (_at < text.Length && (IsLetter(text[_at]) || char.IsAsciiDigit(text[_at])))
            {
                _at++;
            }

            if (_at - suffix > 1 || Durations.UnitOf(unit) == 0)
            {
                throw Wrong(RuleError.BadNumber, start, text[start.._at]);
            }

            // Whole milliseconds, so that what is printed is read as the same.
            value = Math.Round(value * Durations.UnitOf(unit));
            kind = TokenKind.Duration;
        }
        if (!double.IsFinite(value) || (kind == TokenKind.Duration && value > Durations.Longest))
        {
            throw Wrong(RuleError.NumberTooLarge, start, text[start.._at]);
        }

        return new Token(kind, "", value, new Place(start, _at - start));
    }

    private Token Quoted()
    {
        var start = _at++;
        var content = new StringBuilder();
        while (_at < text.Length && text[_at] != '"')
        {
            if (text[_at] == '\\' && Peek(1) is '"' or '\\')
            {
                _at++;
            }

            content.Append(text[_at++]);
        }
        if (_at == text.Length)
        {
            throw new RuleException(new RuleError(RuleError.UnterminatedText, start, text.Length - start));
        }

        _at++;
        return new Token(TokenKind.Text, content.ToString(), 0, new Place(start, _at - start));
    }

    private Token Symbol()
    {
        var start = _at;
        foreach (var (found, instead) in Foreign)
        {
            if (Starts(found) && !Starts("==") && !Starts("!="))
            {
                throw new RuleException(new RuleError(RuleError.UseInstead, start, found.Length, [found, instead]) { Suggestion = instead });
            }
        }

        foreach (var symbol in Symbols)
        {
            if (!Starts(symbol))
            {
                continue;
            }

            _at += symbol.Length;
            return new Token(TokenKind.Symbol, symbol, 0, new Place(start, symbol.Length));
        }
        var length = char.IsSurrogatePair(text, start) ? 2 : 1;
        throw new RuleException(new RuleError(RuleError.UnexpectedCharacter, start, length, [text.Substring(start, length)]));
    }

    private bool Starts(string symbol) => text.AsSpan(_at).StartsWith(symbol, StringComparison.Ordinal);

    private void SkipDigits()
    {
        while (char.IsAsciiDigit(Peek()))
        {
            _at++;
        }
    }

    private char Peek(int ahead = 0) => _at + ahead < text.Length ? text[_at + ahead] : '\0';

    private RuleException Wrong(string code, int start, string argument) => new(new RuleError(code, start, _at - start, [argument]));

    private static bool IsLetter(char c) => char.IsAsciiLetter(c) || c == '_';
}
