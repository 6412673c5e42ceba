namespace Ami.Modules.__Name__;

/// <summary>What somebody wrote down; only they see it.</summary>
internal sealed class __Name__Entry
{
    /// <summary>Characters of a title, at most; the table says so too.</summary>
    public const int LongestTitle = 120;

    public required Guid Id { get; init; }
    public required Guid UserId { get; init; }
    public required string Title { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <returns>The entry, or <c>__snake_name__.title_invalid</c>.</returns>
    public static Result<__Name__Entry> Write(Guid userId, string title, DateTimeOffset now)
    {
        var trimmed = title.Trim();
        return trimmed.Length is < 1 or > LongestTitle || trimmed.Any(char.IsControl)
            ? __Name__Errors.TitleInvalid
            : new __Name__Entry
            {
                Id = TimeOrderedId.New(now),
                UserId = userId,
                Title = trimmed,
                CreatedAt = now,
            };
    }
}
