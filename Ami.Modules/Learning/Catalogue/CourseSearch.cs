using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Ami.Modules.Learning;

/// <summary>
/// Finds courses by words in either language: by their stems and without regard to accents, best match first; where that finds nothing, by words that look
/// alike, so that slips and half words still find something. Without words it is the catalogue, from the easiest on.
/// </summary>
internal sealed class CourseSearch(NpgsqlDataSource dataSource, LearningDb db)
{
    private const int LongestQuery = 200;

    /// <summary>How alike words have to be, from 0 to 1.</summary>
    private const double Alike = 0.4;

    private const string Easiest =
        "select c.id, c.slug, -array_position(array['Beginner', 'Intermediate', 'Advanced'], c.level)::float8 as rank from learning.courses c where $1 = ''";

    private const string ByStems = """
        select c.id, c.slug, greatest(ts_rank(c.search_es, es), ts_rank(c.search_en, en))::float8 as rank
        from learning.courses c, websearch_to_tsquery('spanish', $1) es, websearch_to_tsquery('english', $1) en
        where (c.search_es @@ es or c.search_en @@ en)
        """;

    private const string ByLikeness = """
        select c.id, c.slug, core.word_similarity($1, c.search)::float8 as rank from learning.courses c where core.word_similarity($1, c.search) >= $7
        """;

    /// <param name="Rank">Of the last course that was seen.</param>
    /// <param name="Slug">Its name.</param>
    /// <param name="IsLike">Whether only likeness finds anything.</param>
    private sealed record Position(double Rank, string Slug, bool IsLike);

    private sealed record Found(Guid Id, string Slug, double Rank);

    /// <returns>A page, or <c>cursor.malformed</c>.</returns>
    public async Task<Result<Page<CourseCard>>> Page(
        string? words,
        CourseLevel? level,
        CourseOffering? access,
        string? cursor,
        int? limit,
        CancellationToken cancellationToken
    )
    {
        if (!Cursor.Decode<Position>(cursor).Try(out var after, out var malformed))
        {
            return malformed;
        }

        var asked = Asked(words);
        var rows = Cursor.Limit(limit);
        var isLike = after?.IsLike ?? false;
        var found = await Read(asked, isLike, level, access, after, rows, cancellationToken);
        if (found.Count == 0 && after is null && asked.Length > 0 && !IsExact(asked))
        {
            isLike = true;
            found = await Read(asked, isLike, level, access, after, rows, cancellationToken);
        }

        var page = Ami.Core.Page<Found>.Of(found, rows, course => new Position(course.Rank, course.Slug, isLike));
        var ids = page.Items.Select(course => course.Id).ToList();
        var cards = await db.Courses.AsNoTracking().Where(c => ids.Contains(c.Id)).Select(CourseCard.Of).ToDictionaryAsync(card => card.Id, cancellationToken);
        return new Page<CourseCard>([.. ids.Where(cards.ContainsKey).Select(id => cards[id])], page.NextCursor);
    }

    /// <summary>What was typed, as it is compared.</summary>
    public static string Asked(string? words)
    {
        var plain = SearchText.Plain(words ?? "").Trim();
        return plain[..Math.Min(plain.Length, LongestQuery)];
    }

    /// <summary>Whoever leaves words out or puts them in quotes means them as they are.</summary>
    public static bool IsExact(string asked) => asked.Contains('"', StringComparison.Ordinal) || $" {asked}".Contains(" -", StringComparison.Ordinal);

    private async Task<IReadOnlyList<Found>> Read(
        string asked,
        bool isLike,
        CourseLevel? level,
        CourseOffering? access,
        Position? after,
        int rows,
        CancellationToken cancellationToken
    )
    {
        var matching =
            asked.Length == 0 ? Easiest
            : isLike ? ByLikeness
            : ByStems;
        await using var command = dataSource.CreateCommand(
            $"""
            select id, slug, rank from ({matching} and c.archived_at is null and ($2 = '' or c.level = $2) and ($3 = '' or c.access = $3)) found
            where $4 = '' or rank < $5 or (rank = $5 and slug > $4) order by rank desc, slug limit $6
            """
        );
        command.With(asked).With(level?.ToString() ?? "").With(access?.ToString() ?? "").With(after?.Slug ?? "").With(after?.Rank ?? 0d).With(rows + 1);
        if (matching == ByLikeness)
        {
            command.With(Alike);
        }

        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.All(row => new Found(row.GetGuid(0), row.GetString(1), row.GetDouble(2)), cancellationToken);
    }
}
