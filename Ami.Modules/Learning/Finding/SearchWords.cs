using System.Text.RegularExpressions;
using Npgsql;

namespace Ami.Modules.Learning;

/// <summary>The words that stand in lessons, by their stems: what a word that was typed finds is marked by them, and what stands nowhere is taken for one of them.</summary>
internal sealed partial class SearchWords(NpgsqlDataSource dataSource, UnitOfWork unitOfWork)
{
    /// <summary>Half a word says too little below this.</summary>
    private const int ShortestStart = 3;

    /// <summary>So many words of a query are corrected at most.</summary>
    private const int MostCorrected = 6;

    /// <summary>Collects them from all lessons, and counts apart where everybody may read them.</summary>
    internal static readonly string Collect = $$"""
        insert into learning.search_words (language, word, stem, lessons, shown)
        select said.language, said.word, stem[1], said.ndoc, coalesce(shown.ndoc, 0) from (
            select 'Es' as language, word, ts_lexize('spanish_stem', word) as stem, ndoc from {{Words("es", isShown: false)}}
            union all select 'En', word, ts_lexize('english_stem', word), ndoc from {{Words("en", isShown: false)}}) said
        left join (select 'Es' as language, word, ndoc from {{Words("es", isShown: true)}}
            union all select 'En', word, ndoc from {{Words("en", isShown: true)}}) shown on shown.language = said.language and shown.word = said.word
        where said.word ~ '^[a-z]{2,40}$' and cardinality(stem) > 0
        """;

    private const string Known = """
        select cardinality(es) = 0 or cardinality(en) = 0 or exists (
            select from learning.search_words where language <> $2 and (word = $1 or stem = any(case language when 'Es' then es else en end)))
        from tsvector_to_array(to_tsvector('spanish', $1)) es, tsvector_to_array(to_tsvector('english', $1)) en
        """;

    private const string Starts =
        "select word, shown from learning.search_words where shown > 0 and language <> $2 and word like $1 || '%' order by shown desc, word limit 1";

    private const string Alike =
        "select word, shown from learning.search_words where shown > 0 and language <> $2 order by word operator(core.<->) $1 limit 40";

    /// <summary>Words of the two languages, in all their forms.</summary>
    public sealed record Forms(HashSet<string> Es, HashSet<string> En);

    private sealed record Standing(string Word, int Lessons);

    /// <summary>Collects the words of all lessons anew, within a unit of work.</summary>
    /// <param name="haveChanged">Whether lessons have; otherwise it is done only where there are none yet.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task Follow(bool haveChanged, CancellationToken cancellationToken)
    {
        await using var look = unitOfWork.Command("select exists (select from learning.search_words)");
        if (!haveChanged && await look.ExecuteScalarAsync(cancellationToken) is true)
        {
            return;
        }

        await using var forget = unitOfWork.Command("delete from learning.search_words");
        await forget.ExecuteNonQueryAsync(cancellationToken);
        await using var collect = unitOfWork.Command(Collect);
        await collect.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>All forms in which lessons say what was asked for.</summary>
    public async Task<Forms> FormsOf(string asked, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            select language, word from learning.search_words where language = 'Es' and stem = any(tsvector_to_array(to_tsvector('spanish', $1)))
            union all select language, word from learning.search_words where language = 'En' and stem = any(tsvector_to_array(to_tsvector('english', $1)))
            """
        );
        command.With(asked);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var words = await reader.All(row => (Language: row.GetString(0), Word: row.GetString(1)), cancellationToken);
        return new Forms(
            [.. words.Where(one => one.Language == nameof(Language.Es)).Select(one => one.Word)],
            [.. words.Where(one => one.Language == nameof(Language.En)).Select(one => one.Word)]
        );
    }

    /// <summary>What was asked for with each word that stands nowhere replaced by what it begins, or by the likeliest one that was meant; null when that is nothing else.</summary>
    /// <param name="asked">As <see cref="SearchText.Plain"/> writes it.</param>
    /// <param name="language">Of which language the words are; null for both.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<string?> Corrected(string asked, Language? language, CancellationToken cancellationToken)
    {
        var meant = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var typed in Word().Matches(asked).Select(match => match.Value).Distinct().Take(MostCorrected))
        {
            if (!await IsKnown(typed, language, cancellationToken) && await Meant(typed, language, cancellationToken) is { } word)
            {
                meant.Add(typed, word);
            }
        }

        return meant.Count == 0 ? null : Word().Replace(asked, match => meant.GetValueOrDefault(match.Value, match.Value));
    }

    private async Task<bool> IsKnown(string typed, Language? language, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(Known);
        command.With(typed).With(Other(language));
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    private async Task<string?> Meant(string typed, Language? language, CancellationToken cancellationToken)
    {
        if (typed.Length < ShortestStart)
        {
            return null;
        }

        if (await Read(Starts, typed, language, cancellationToken) is [var begun, ..])
        {
            return begun.Word;
        }

        return (await Read(Alike, typed, language, cancellationToken))
            .Select(one => (one.Word, one.Lessons, Slips: Typo.Distance(typed, one.Word)))
            .Where(one => one.Slips <= Typo.Allowed(typed))
            .OrderBy(one => one.Slips)
            .ThenByDescending(one => one.Lessons)
            .Select(one => one.Word)
            .FirstOrDefault();
    }

    private async Task<IReadOnlyList<Standing>> Read(string sql, string typed, Language? language, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(sql);
        command.With(typed).With(Other(language));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.All(row => new Standing(row.GetString(0), row.GetInt32(1)), cancellationToken);
    }

    /// <summary>The words of titles, headings and texts; those of texts that are closed to some only where they need not be shown.</summary>
    private static string Words(string name, bool isShown)
    {
        var text = isShown ? $"case when {LessonSearch.IsForAll} then l.body_{name} else learning.headings(l.body_{name}) end" : $"l.body_{name}";
        return $"""
            ts_stat('
                select to_tsvector(''simple'', core.plain(l.title_{name} || '' '' || {text.Replace("'", "''", StringComparison.Ordinal)}))
                from learning.lessons l join learning.courses c on c.id = l.course_id where l.removed_at is null and c.archived_at is null')
            """;
    }

    /// <summary>The language that is left out; none where both are searched.</summary>
    private static string Other(Language? language) =>
        language switch
        {
            Language.Es => nameof(Language.En),
            Language.En => nameof(Language.Es),
            _ => "",
        };

    [GeneratedRegex("(?<![a-z0-9])[a-z]{2,40}(?![a-z0-9])")]
    private static partial Regex Word();
}
