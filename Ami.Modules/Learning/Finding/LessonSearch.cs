using Npgsql;

namespace Ami.Modules.Learning;

/// <summary>What is searched for in lessons.</summary>
/// <param name="Words">As <see cref="SearchText.Plain"/> writes them; quotes and minus signs mean what they mean in searches of the web.</param>
/// <param name="Language">In the texts of which language; null for both.</param>
/// <param name="Level">Only in courses for these people.</param>
/// <param name="Access">Only in courses that cost this.</param>
/// <param name="Course">Only in the one with this name in addresses.</param>
internal sealed record LessonWish(string Words, Language? Language, CourseLevel? Level, CourseOffering? Access, string? Course)
{
    /// <summary>Whether it may ask for words beside each other: quotes do, and so does anything between letters that is no blank.</summary>
    public bool HasPhrases => Words.Any(c => c != ' ' && !char.IsAsciiLetterOrDigit(c));

    /// <summary>Courses that whoever asks may read, beside those that everybody may.</summary>
    public IReadOnlyCollection<Guid> Open { get; init; } = [];
}

/// <summary>
/// Finds lessons by words in either language, by their stems and without regard to accents: those whose titles say all of it before those whose headings do,
/// and these before those where it stands anywhere. Each place is looked at only while those before it did not give enough, and where too much says it, only
/// so much of it is compared: what a word that stands everywhere finds is not worth reading all of it. Which words stand beside each other in a text that is
/// closed is told to nobody: asking on and on would tell all of it.
/// </summary>
internal sealed class LessonSearch(NpgsqlDataSource dataSource)
{
    private static readonly Place[] Places =
    [
        // All of a short title is about it, only some of a long one.
        new((name, config) => $"to_tsvector('{config}', core.plain(l.title_{name}))", name => $"-length(l.title_{name})::float8", 2_000),
        new((name, config) => $"to_tsvector('{config}', core.plain(l.title_{name} || ' ' || learning.headings(l.body_{name})))", Rank, 300),
        new((name, _) => $"l.search_{name}", Rank, 300) { IsOfTexts = true },
    ];

    /// <summary>Whether everybody may read a lesson, at most after signing in.</summary>
    internal const string IsForAll = "(l.is_preview or c.access = 'Free')";

    /// <param name="Words">Of the texts of a language: the words as they are indexed.</param>
    /// <param name="Rank">How good a match is.</param>
    /// <param name="Compared">So many are compared.</param>
    private sealed record Place(Func<string, string, string> Words, Func<string, string> Rank, int Compared)
    {
        public bool IsOfTexts { get; init; }

        public string Matches(string name, string config, bool hasPhrases) =>
            IsOfTexts && hasPhrases
                ? $"""
                    ({Words(name, config)} @@ {name} and ({IsForAll} or c.id = any($7))
                        or {Words(name, config)} @@ regexp_replace({name}::text, '<(-|[0-9]+)>', '&', 'g')::tsquery and not ({IsForAll} or c.id = any($7)))
                    """
                : $"{Words(name, config)} @@ {name}";
    }

    /// <summary>The best lessons first.</summary>
    public async Task<IReadOnlyList<Guid>> Find(LessonWish wish, int most, CancellationToken cancellationToken)
    {
        var found = new List<Guid>();
        foreach (var place in Places)
        {
            if (found.Count < most)
            {
                found.AddRange(await Read(place, wish, [.. found], most - found.Count, cancellationToken));
            }
        }

        return found;
    }

    private static string Rank(string name) => $"ts_rank(l.search_{name}, {name})::float8";

    private async Task<IReadOnlyList<Guid>> Read(Place place, LessonWish wish, Guid[] known, int most, CancellationToken cancellationToken)
    {
        (string Name, string Config)[] languages = wish.Language switch
        {
            Language.Es => [("es", "spanish")],
            Language.En => [("en", "english")],
            _ => [("es", "spanish"), ("en", "english")],
        };
        await using var command = dataSource.CreateCommand(
            $"""
            select id from (
                select l.id, greatest({string.Join(", ", languages.Select(one => place.Rank(one.Name)))}) as rank
                from learning.lessons l join learning.courses c on c.id = l.course_id,
                    {string.Join(", ", languages.Select(one => $"websearch_to_tsquery('{one.Config}', $1) {one.Name}"))}
                where ({string.Join(" or ", languages.Select(one => place.Matches(one.Name, one.Config, wish.HasPhrases)))})
                    and l.removed_at is null and c.archived_at is null and ($2 = '' or c.level = $2) and ($3 = '' or c.access = $3) and ($4 = '' or c.slug = $4)
                    and l.id <> all($5)
                limit {place.Compared}) found
            order by rank desc, id limit $6
            """
        );
        command.With(wish.Words).With(wish.Level?.ToString() ?? "").With(wish.Access?.ToString() ?? "").With(wish.Course ?? "").With(known).With(most);
        if (place.IsOfTexts && wish.HasPhrases)
        {
            command.With(wish.Open.ToArray());
        }

        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.All(row => row.GetGuid(0), cancellationToken);
    }
}
