using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ami.Modules.Learning;

/// <summary>A text in both languages.</summary>
internal sealed record InBoth(string Es, string En);

/// <summary>A lesson as <c>course.json</c> has it.</summary>
/// <param name="Key">The name of its files, and its own for good.</param>
/// <param name="Title">One line.</param>
/// <param name="Minutes">How long reading takes.</param>
/// <param name="Preview">Whether everybody may read it.</param>
/// <param name="Quiz">What makes it a quiz; null for an article.</param>
internal sealed record LessonFile(string Key, InBoth Title, int Minutes, bool Preview = false, QuizFile? Quiz = null);

/// <summary>A card as <c>KEY.cards.json</c> has it, beside the lesson's texts.</summary>
/// <param name="Key">Its name within the lesson, and its own for good.</param>
/// <param name="Front">A question; plain text.</param>
/// <param name="Back">Its answer; plain text.</param>
internal sealed record CardFile(string Key, InBoth Front, InBoth Back);

/// <summary>A <c>course.json</c>.</summary>
/// <param name="Level">For whom it is.</param>
/// <param name="Access">What it costs.</param>
/// <param name="Title">One line.</param>
/// <param name="Summary">What one learns.</param>
/// <param name="Lessons">In their order.</param>
/// <param name="Prices">Amounts by currency, of what is sold.</param>
internal sealed record CourseFile(
    CourseLevel Level,
    CourseOffering Access,
    InBoth Title,
    InBoth Summary,
    ImmutableArray<LessonFile> Lessons,
    ImmutableSortedDictionary<string, decimal>? Prices = null
);

/// <summary>A course as it stands in the files.</summary>
/// <param name="Slug">The name of its folder.</param>
/// <param name="File">What its <c>course.json</c> says.</param>
/// <param name="Bodies">The texts of its lessons by their keys.</param>
/// <param name="Cards">The cards of its lessons by their keys; of all of them.</param>
/// <param name="Questions">The questions about its lessons by their keys; of all of them.</param>
/// <param name="Hash">Of all of it.</param>
internal sealed record CourseSource(
    string Slug,
    CourseFile File,
    ImmutableDictionary<string, InBoth> Bodies,
    ImmutableDictionary<string, ImmutableArray<CardFile>> Cards,
    ImmutableDictionary<string, ImmutableArray<QuestionFile>> Questions,
    string Hash
)
{
    public Guid Id => ComputedId.Of($"learning.course:{Slug}");

    public Guid LessonId(string key) => ComputedId.Of($"learning.lesson:{Slug}/{key}");

    public Guid CardId(string lesson, string key) => ComputedId.Of($"learning.card:{Slug}/{lesson}/{key}");
}

/// <summary>
/// The courses of this version, from <c>Content/SLUG/course.json</c> with <c>KEY.es.md</c> and <c>KEY.en.md</c> beside it, and
/// <c>KEY.cards.json</c> and <c>KEY.questions.json</c> where a lesson has cards and questions. They are embedded in the program, so
/// what runs has the courses that were built with it.
/// </summary>
internal static class CourseFiles
{
    private const string Root = "content/";
    private const string Index = "course.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The courses of this version.</summary>
    public static ImmutableArray<CourseSource> All { get; } = Read(Embedded());

    /// <summary>Reads courses from files by their paths below the folder of all of them.</summary>
    /// <exception cref="InvalidDataException">A file is missing, or says what it may not; its path is told.</exception>
    public static ImmutableArray<CourseSource> Read(IReadOnlyDictionary<string, string> files) =>
        [
            .. files
                .Keys.Where(path => path.EndsWith('/' + Index, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(path => Course(path[..^(Index.Length + 1)], files)),
        ];

    private static CourseSource Course(string slug, IReadOnlyDictionary<string, string> files)
    {
        var text = files[$"{slug}/{Index}"];
        var course = Parse<CourseFile>($"{slug}/{Index}", text);
        var all = new StringBuilder(text);
        var bodies = ImmutableDictionary.CreateBuilder<string, InBoth>();
        var cards = ImmutableDictionary.CreateBuilder<string, ImmutableArray<CardFile>>();
        var questions = ImmutableDictionary.CreateBuilder<string, ImmutableArray<QuestionFile>>();
        foreach (var lesson in course.Lessons)
        {
            var body = new InBoth(Body(slug, lesson.Key, "es", files), Body(slug, lesson.Key, "en", files));
            all.Append('\0').Append(body.Es).Append('\0').Append(body.En);
            bodies.Add(lesson.Key, body);
            cards.Add(lesson.Key, Beside<CardFile>(slug, lesson, "cards", files, all));
            questions.Add(lesson.Key, Beside<QuestionFile>(slug, lesson, "questions", files, all));
            QuestionFiles.Check($"{slug}/{lesson.Key}.questions.json", questions[lesson.Key]);
        }

        QuizFiles.Check($"{slug}/{Index}", course, questions);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all.ToString())));
        return new CourseSource(slug, course, bodies.ToImmutable(), cards.ToImmutable(), questions.ToImmutable(), hash);
    }

    /// <summary>What a lesson has in a file beside its texts; a quiz has none of its own.</summary>
    private static ImmutableArray<T> Beside<T>(string slug, LessonFile lesson, string what, IReadOnlyDictionary<string, string> files, StringBuilder all)
    {
        var path = $"{slug}/{lesson.Key}.{what}.json";
        var written = files.GetValueOrDefault(path);
        all.Append('\0').Append(written);
        return written is null ? []
            : lesson.Quiz is null ? Parse<ImmutableArray<T>>(path, written)
            : throw new InvalidDataException($"{path}: a quiz has no {what} of its own.");
    }

    private static T Parse<T>(string path, string text)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(text, Json) ?? throw new InvalidDataException($"{path} is empty.");
        }
        catch (JsonException wrong)
        {
            throw new InvalidDataException($"{path}: {wrong.Message}", wrong);
        }
    }

    private static string Body(string slug, string key, string language, IReadOnlyDictionary<string, string> files) =>
        files.TryGetValue($"{slug}/{key}.{language}.md", out var body) && body.Trim() is { Length: > 0 } text
            ? text
            : throw new InvalidDataException($"{slug}/{key}.{language}.md is missing or empty.");

    private static Dictionary<string, string> Embedded()
    {
        var assembly = typeof(CourseFiles).Assembly;
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Root, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name) ?? throw new InvalidDataException($"{name} cannot be read.");
            using var reader = new StreamReader(stream, Encoding.UTF8);
            files.Add(name[Root.Length..].Replace('\\', '/'), reader.ReadToEnd());
        }

        return files;
    }
}
