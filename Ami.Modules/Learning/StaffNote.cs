namespace Ami.Modules.Learning;

/// <summary>What staff write for staff beside a decision about somebody, who finds it when they ask for their data.</summary>
internal static class StaffNote
{
    /// <summary>Characters.</summary>
    public const int Longest = 500;

    /// <param name="written">As it was sent.</param>
    /// <param name="note">As it is kept; null where nothing was written.</param>
    /// <returns>Whether it can be kept.</returns>
    public static bool Try(string? written, out string? note)
    {
        note = written?.Trim() is { Length: > 0 } text ? text : null;
        return note is null || (note.Length <= Longest && ShownText.IsPlain(note.Replace("\n", "", StringComparison.Ordinal)));
    }
}
