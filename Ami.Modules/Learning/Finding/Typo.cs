namespace Ami.Modules.Learning;

/// <summary>How far a word is from the one that was meant.</summary>
internal static class Typo
{
    private const int ShortWord = 4;

    /// <summary>How many slips still make a word that was meant; in a short one each changes more.</summary>
    public static int Allowed(string typed) => typed.Length <= ShortWord ? 1 : 2;

    /// <summary>
    /// The slips between two words: a letter too many, one too few, another one, or two neighbours that changed places (optimal string alignment,
    /// R. A. Wagner and R. Lowrance, "An extension of the string-to-string correction problem", Journal of the ACM 22, 1975, with the last as one slip).
    /// </summary>
    public static int Distance(string one, string other)
    {
        var slips = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++)
        {
            for (var j = 0; j <= other.Length; j++)
            {
                slips[i, j] = i == 0 || j == 0 ? i + j : Least(slips, one, other, i, j);
            }
        }

        return slips[one.Length, other.Length];
    }

    private static int Least(int[,] slips, string one, string other, int i, int j)
    {
        var least = Math.Min(slips[i - 1, j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1), Math.Min(slips[i - 1, j], slips[i, j - 1]) + 1);
        return i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1] ? Math.Min(least, slips[i - 2, j - 2] + 1) : least;
    }
}
