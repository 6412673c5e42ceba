using System.Collections.Immutable;
using Ami.Modules.Learning;
using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.Learning;

/// <summary>Courses of these tests, and what people ask of any.</summary>
internal static class Shelf
{
    /// <summary>Sold for 49 dollars; the first of three lessons is a preview.</summary>
    public static CourseSource Sold { get; } =
        Course(
            "sold",
            "sold",
            "Gestión del riesgo",
            "Risk management",
            "Tamaño de la posición y esperanza matemática.",
            "Position sizing and expectancy.",
            ", \"prices\": { \"USD\": 49, \"MXN\": 890 }"
        );

    /// <summary>With plans from Basic on.</summary>
    public static CourseSource Standard { get; } =
        Course("standard", "standard", "Lectura del precio", "Reading price", "Tendencias y rangos.", "Trends and ranges.", level: "intermediate");

    public static CourseSource Free { get; } =
        Course("open", "free", "Órdenes desde cero", "Orders from zero", "Qué hace cada orden.", "What each order does.");

    public static ImmutableArray<CourseSource> All { get; } = [Sold, Standard, Free];

    public static CourseSource Course(
        string slug,
        string access,
        string es,
        string en,
        string summaryEs,
        string summaryEn,
        string more = "",
        string level = "beginner",
        IReadOnlyList<string>? cards = null,
        params IReadOnlyList<string> keys
    )
    {
        var all = keys.Count == 0 ? ["first", "second", "third"] : keys;
        var lessons = all.Select(key =>
            $$"""{ "key": "{{key}}", "title": { "es": "{{key}} es", "en": "{{key}} en" }, "minutes": 5, "preview": {{(key == "first" ? "true" : "false")}} }"""
        );
        var files = all.SelectMany(key =>
                new[]
                {
                    ($"{slug}/{key}.es.md", $"# Texto {key}"),
                    ($"{slug}/{key}.en.md", $"# Text {key}"),
                    ($"{slug}/{key}.cards.json", Cards(key, cards ?? ["one", "two"])),
                }
            )
            .Append(
                (
                    $"{slug}/course.json",
                    $$"""
                    { "level": "{{level}}", "access": "{{access}}", "title": { "es": "{{es}}", "en": "{{en}}" },
                      "summary": { "es": "{{summaryEs}}", "en": "{{summaryEn}}" }, "lessons": [{{string.Join(", ", lessons)}}]{{more}} }
                    """
                )
            );
        return CourseFiles.Read(files.ToDictionary(file => file.Item1, file => file.Item2)).Single();
    }

    private static string Cards(string lesson, IReadOnlyList<string> keys) => $"[{string.Join(", ", keys.Select(key => Card(lesson, key)))}]";

    private static string Card(string lesson, string key) =>
        $$"""
            { "key": "{{key}}", "front": { "es": "¿{{lesson}} {{key}}?", "en": "{{lesson}} {{key}}?" }, "back": { "es": "{{key}} es", "en": "{{key}} en" } }
            """;

    /// <summary>Writes courses as a silo does when it starts.</summary>
    public static Task<int> Publish(this ApiHost host, ImmutableArray<CourseSource> courses) =>
        host.InScope(services => services.GetRequiredService<PublishCourses>().Run(courses, CancellationToken.None));

    public static Task<CourseView> Course(this HttpClient client, CourseSource course) => client.Get<CourseView>($"/api/courses/{course.Slug}");

    public static Task<HttpResponseMessage> Lesson(this HttpClient client, CourseSource course, string key) =>
        client.GetAsync($"/api/lessons/{course.LessonId(key)}");

    public static Task<HttpResponseMessage> Complete(this HttpClient client, CourseSource course, string key) =>
        client.PostAsync($"/api/lessons/{course.LessonId(key)}/complete", null);

    public static Task<HttpResponseMessage> Enrol(this HttpClient client, CourseSource course) => client.PostAsync($"/api/courses/{course.Id}/enroll", null);

    /// <summary>Whether somebody may read a lesson: its text, or the code of the refusal.</summary>
    public static async Task<string> Reads(this HttpClient client, CourseSource course, string key)
    {
        using var answer = await client.Lesson(course, key);
        return answer.IsSuccessStatusCode ? (await answer.Read<LessonView>()).BodyEn : await answer.Code();
    }
}
