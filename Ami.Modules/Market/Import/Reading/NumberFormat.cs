using System.Globalization;

namespace Ami.Modules.Market.Import.Reading;

/// <summary>How a file writes numbers: which mark stands before the decimals. The other one, blanks and apostrophes part thousands; K, M, B and T multiply.</summary>
/// <param name="Decimal"><c>.</c> or <c>,</c>.</param>
internal readonly record struct NumberFormat(char Decimal)
{
    private const int MostDigits = 18;

    private static readonly (char Letter, decimal Factor)[] Suffixes = [('K', 1e3m), ('M', 1e6m), ('B', 1e9m), ('T', 1e12m)];

    /// <summary>Reads a number.</summary>
    /// <param name="cell">The text, without blanks around it.</param>
    /// <param name="value">The number, exactly.</param>
    public bool TryRead(ReadOnlySpan<char> cell, out decimal value) => Plain(cell, out value) || Ornate(cell, out value);

    /// <summary>
    /// What cells say about the mark before decimals: both marks in one number, groups that are not of three digits, or several marks of a kind. The mark is
    /// null when all numbers can be read in both ways.
    /// </summary>
    /// <returns>The mark with a number that shows it, empty when none has any; or no mark, and why.</returns>
    public static (char? Mark, string Reason) Recognise(IEnumerable<string> cells)
    {
        string? comma = null,
            point = null,
            either = null;
        foreach (var cell in cells)
        {
            var number = cell.AsSpan().Trim("KMBTkmbt$€£ ");
            var (commas, points) = (number.Count(','), number.Count('.'));
            if (commas + points == 0)
            {
                continue;
            }

            var isComma = commas > 0 && points > 0 ? number.LastIndexOf(',') > number.LastIndexOf('.') : commas == 1 || points > 1;
            if (commas + points == 1 && LooksGrouped(number))
            {
                // 1.234 with three decimals is what files without any comma mean.
                either = isComma ? either ?? cell : either;
            }
            else if (isComma)
            {
                comma ??= cell;
            }
            else
            {
                point ??= cell;
            }
        }

        return (comma, point, either) switch
        {
            (not null, not null, _) => (null, $"{comma} and {point} contradict each other"),
            (not null, _, _) => (',', comma),
            (_, null, not null) => (null, $"'{either}' may have thousands or decimals"),
            _ => ('.', point ?? ""),
        };
    }

    private static bool LooksGrouped(ReadOnlySpan<char> number)
    {
        var mark = number.IndexOfAny(',', '.');
        var before = number[..mark].TrimStart('-');
        return number.Length - mark - 1 == 3 && before.Length is > 0 and <= 3 && before[0] != '0';
    }

    /// <summary>Digits with at most one decimal mark: nearly every number there is.</summary>
    private bool Plain(ReadOnlySpan<char> cell, out decimal value)
    {
        value = 0;
        var negative = cell.Length > 0 && cell[0] == '-';
        var (units, digits, scale) = (0L, 0, -1);
        foreach (var letter in negative ? cell[1..] : cell)
        {
            if (letter == Decimal && scale < 0)
            {
                scale = digits;
                continue;
            }

            if (!char.IsAsciiDigit(letter) || ++digits > MostDigits)
            {
                return false;
            }

            units = units * 10 + (letter - '0');
        }

        if (digits == 0)
        {
            return false;
        }

        value = new decimal((int)units, (int)(units >> 32), 0, negative, (byte)(scale < 0 ? 0 : digits - scale));
        return true;
    }

    private bool Ornate(ReadOnlySpan<char> cell, out decimal value)
    {
        value = 0;
        var factor = 1m;
        cell = cell.Trim("$€£ ");
        foreach (var (letter, by) in Suffixes)
        {
            if (cell.Length > 1 && char.ToUpperInvariant(cell[^1]) == letter)
            {
                factor = by;
                cell = cell[..^1];
            }
        }

        Span<char> plain = stackalloc char[64];
        if (cell.Length > plain.Length || !Ungroup(cell, plain, out var length))
        {
            return false;
        }

        const NumberStyles styles = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign | NumberStyles.AllowExponent;
        if (!decimal.TryParse(plain[..length], styles, CultureInfo.InvariantCulture, out value) || Math.Abs(value) > decimal.MaxValue / factor)
        {
            return false;
        }

        value *= factor;
        return true;
    }

    /// <summary>Leaves the marks between thousands out, if each has three digits behind it.</summary>
    private bool Ungroup(ReadOnlySpan<char> cell, Span<char> plain, out int length)
    {
        length = 0;
        var (group, decimals) = (-1, false);
        foreach (var letter in cell)
        {
            var isMark = letter == Decimal;
            var isGroup = !isMark && letter is ',' or '.' or ' ' or '\u00A0' or '\u202F' or '\'' or '’' && letter != Decimal;
            if ((isMark || isGroup) && (decimals || group >= 0 && group != 3))
            {
                return false;
            }

            if (isGroup)
            {
                group = 0;
                continue;
            }

            if (char.IsAsciiDigit(letter) && group >= 0)
            {
                group++;
            }

            if (isMark)
            {
                (decimals, group) = (true, -1);
            }

            plain[length++] = isMark ? '.' : letter;
        }

        return group is -1 or 3;
    }
}
