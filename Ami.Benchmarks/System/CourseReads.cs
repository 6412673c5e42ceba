using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Ami.Modules.Learning;
using Npgsql;
using NpgsqlTypes;

namespace Ami.Benchmarks;

/// <summary>
/// Searching the lessons of ten thousand courses in both languages, and opening a lesson and a course that a million enrolments hang on, through HTTP, against
/// one's own profile in the same run. What is found is looked at, too: titles before headings before texts.
/// </summary>
internal static class CourseReads
{
    private const int Courses = 10_000;
    private const int LessonsEach = 4;
    private const int EnrolmentsEach = 100;
    private const int Vocabulary = 6_000;
    private const int WordsEach = 150;
    private const int Warm = 5;
    private const int Repeats = 60;

    /// <summary>A word that three lessons say: in the title, in a heading, in the text.</summary>
    private static readonly string[] Planted = ["quebrantahuesos", "wolverine"];

    public static async Task Run()
    {
        await using var api = await RunningApi.Start();
        var words = Words();
        var seeding = Stopwatch.GetTimestamp();
        await using (var source = NpgsqlDataSource.Create(api.Database))
        await using (var connection = await source.OpenConnectionAsync())
        {
            await Seed(connection, words);
        }

        await api.Analyze("learning.courses, learning.lessons, learning.enrolments, learning.search_words");
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Courses} courses, {Courses * LessonsEach} lessons, {Courses * EnrolmentsEach} enrolments seeded in {Stopwatch.GetElapsedTime(seeding).TotalSeconds:0} s"
            )
        );
        api.Client.DefaultRequestHeaders.Authorization = await api.SignUp(0);
        await CheckRanking(api);
        var reference = await Time(api, "/api/me");
        Print("reference: one's own profile", reference, reference);
        var all = new List<double>();
        foreach (
            var (what, query) in new[]
            {
                ("a word that nearly all say", words[0]),
                ("a word that some say", words[300]),
                ("a rare word", words[^1]),
                ("two words", $"{words[5]} {words[40]}"),
                ("two rare words", $"{words[^1]} {words[^2]}"),
                ("words in quotes", $"\"{words[0]} {words[1]}\""),
                ("a word and not another", $"{words[20]} -{words[0]}"),
                ("half a word", Planted[0][..8]),
                ("a slip", Planted[1].Replace("ve", "ev", StringComparison.Ordinal)),
                ("a slip beside a word", $"{words[3]} {Planted[0].Replace("ra", "ar", StringComparison.Ordinal)}"),
                ("what nobody says", "xyzzyxq"),
            }
        )
        {
            var took = await Time(api, $"/api/lessons?q={Uri.EscapeDataString(query)}");
            all.AddRange(took);
            Print($"search: {what}", took, reference);
        }

        all.Sort();
        Print("search: all of these", all, reference);
        Print("search: only courses for beginners", await Time(api, $"/api/lessons?q={words[300]}&level=beginner&language=es"), reference);
        Print("a lesson", await Time(api, $"/api/lessons/{LessonId(7, 2)}"), reference);
        Print("its notes and bookmark", await Time(api, $"/api/lessons/{LessonId(7, 2)}/notes"), reference);
        Print("its course", await Time(api, "/api/courses/course-7"), reference);
        Print("its course's ratings", await Time(api, $"/api/courses/{CourseId(7)}/ratings"), reference);
    }

    private static void Print(string what, List<double> times, List<double> reference) =>
        Console.WriteLine(
            string.Format(
                CultureInfo.InvariantCulture,
                "  {0,-40} p50 {1,6:0.0} ms   p95 {2,6:0.0} ms   ratio {3:0.0}",
                what,
                At(times, 0.5),
                At(times, 0.95),
                At(times, 0.5) / At(reference, 0.5)
            )
        );

    private static double At(List<double> sorted, double share) => sorted[(int)Math.Ceiling(share * sorted.Count) - 1];

    private static async Task<List<double>> Time(RunningApi api, string path)
    {
        var times = new List<double>();
        for (var i = -Warm; i < Repeats; i++)
        {
            var started = Stopwatch.GetTimestamp();
            using var response = await api.Client.GetAsync(new Uri(path, UriKind.Relative));
            response.EnsureSuccessStatusCode();
            await response.Content.ReadAsByteArrayAsync();
            if (i >= 0)
            {
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        }

        times.Sort();
        return times;
    }

    private static async Task CheckRanking(RunningApi api)
    {
        foreach (var word in Planted)
        {
            var found = await api.Client.GetFromJsonAsync<JsonElement>($"/api/lessons?q={word}");
            var ids = found.GetProperty("items").EnumerateArray().Select(hit => hit.GetProperty("id").GetGuid()).ToList();
            if (!ids.SequenceEqual([LessonId(0, 0), LessonId(1, 0), LessonId(2, 0)]))
            {
                throw new InvalidOperationException($"{word} was found in {string.Join(", ", ids)}.");
            }
        }

        Console.WriteLine("  ranking: title, heading, text, in both languages");
    }

    private static Guid CourseId(int course) => ComputedId.Of($"bench.course:{course}");

    private static Guid LessonId(int course, int lesson) => ComputedId.Of($"bench.lesson:{course}/{lesson}");

    /// <summary>Words of two to four syllables, as often said as their place tells.</summary>
    private static string[] Words()
    {
        var random = new Random(7);
        var words = new HashSet<string>(StringComparer.Ordinal);
        while (words.Count < Vocabulary)
        {
            words.Add(string.Concat(Enumerable.Range(0, random.Next(2, 5)).Select(_ => $"{"bcdfglmnprstv"[random.Next(13)]}{"aeiou"[random.Next(5)]}")) + "n");
        }

        return [.. words];
    }

    private static async Task Seed(NpgsqlConnection connection, string[] words)
    {
        var random = new Random(11);
        string Some(int many) => string.Join(' ', Enumerable.Range(0, many).Select(_ => words[(int)(Vocabulary * Math.Pow(random.NextDouble(), 3))]));
        await using (
            var courses = await connection.BeginBinaryImportAsync(
                "copy learning.courses (id, slug, level, access, title_es, title_en, summary_es, summary_en, outline_es, outline_en, content_hash, published_at) from stdin (format binary)"
            )
        )
        {
            for (var course = 0; course < Courses; course++)
            {
                await courses.StartRowAsync();
                await courses.WriteAsync(CourseId(course), NpgsqlDbType.Uuid);
                foreach (
                    var text in (string[])
                        [
                            $"course-{course}",
                            course % 2 == 0 ? "Beginner" : "Advanced",
                            "Free",
                            Some(4),
                            Some(4),
                            Some(20),
                            Some(20),
                            Some(16),
                            Some(16),
                            "bench",
                        ]
                )
                {
                    await courses.WriteAsync(text, NpgsqlDbType.Text);
                }

                await courses.WriteAsync(DateTime.UnixEpoch, NpgsqlDbType.TimestampTz);
            }

            await courses.CompleteAsync();
        }

        await using (
            var lessons = await connection.BeginBinaryImportAsync(
                "copy learning.lessons (id, course_id, key, title_es, title_en, body_es, body_en, position, minutes, is_preview) from stdin (format binary)"
            )
        )
        {
            for (var course = 0; course < Courses; course++)
            {
                for (var lesson = 0; lesson < LessonsEach; lesson++)
                {
                    await lessons.StartRowAsync();
                    await lessons.WriteAsync(LessonId(course, lesson), NpgsqlDbType.Uuid);
                    await lessons.WriteAsync(CourseId(course), NpgsqlDbType.Uuid);
                    await lessons.WriteAsync($"lesson-{lesson}", NpgsqlDbType.Text);
                    var place = lesson == 0 ? course : -1;
                    foreach (var word in Planted)
                    {
                        await lessons.WriteAsync(Some(4) + (place == 0 ? " " + word : ""), NpgsqlDbType.Text);
                    }

                    foreach (var word in Planted)
                    {
                        await lessons.WriteAsync(Body(Some, place == 1 ? word : "", place == 2 ? word : ""), NpgsqlDbType.Text);
                    }

                    await lessons.WriteAsync(lesson + 1, NpgsqlDbType.Integer);
                    await lessons.WriteAsync(5, NpgsqlDbType.Integer);
                    await lessons.WriteAsync(lesson == 0, NpgsqlDbType.Boolean);
                }
            }

            await lessons.CompleteAsync();
        }

        await Execute(
            connection,
            $"insert into learning.enrolments select c.id, gen_random_uuid(), now() from learning.courses c, generate_series(1, {EnrolmentsEach})"
        );
        await Execute(connection, SearchWords.Collect);
    }

    private static string Body(Func<int, string> some, string inHeading, string inText)
    {
        var body = new StringBuilder();
        for (var part = 0; part < 3; part++)
        {
            body.Append(CultureInfo.InvariantCulture, $"## {some(3)} {(part == 1 ? inHeading : "")}\n\n{some(WordsEach / 3)} {(part == 1 ? inText : "")}\n\n");
        }

        return body.ToString();
    }

    private static async Task Execute(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
        await command.ExecuteNonQueryAsync();
    }
}
