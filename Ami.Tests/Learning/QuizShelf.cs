using System.Collections.Immutable;
using System.Net.Http.Json;
using Ami.Modules.Learning;
using Ami.TestKit;

namespace Ami.Tests.Learning;

/// <summary>Quizzes of these tests with a question of each kind, and what people ask of them.</summary>
internal static class QuizShelf
{
    /// <summary>In everything that tells what is right, and nowhere else.</summary>
    public const string Canary = "canaryword";

    private const string First = """
        [
          { "key": "one", "kind": "single", "prompt": { "es": "¿Una?", "en": "**One**?" }, "explanation": { "es": "canaryword uno", "en": "canaryword one" },
            "options": [ { "es": "sí", "en": "yes", "right": true }, { "es": "no", "en": "no" }, { "es": "quizá", "en": "maybe" } ] },
          { "key": "some", "kind": "multiple", "prompt": { "es": "¿Varias?", "en": "Some?" }, "explanation": { "es": "canaryword dos", "en": "canaryword two" },
            "options": [ { "es": "c", "en": "c" }, { "es": "b", "en": "b", "right": true }, { "es": "a", "en": "a", "right": true } ] },
          { "key": "number", "kind": "numeric", "prompt": { "es": "¿Cuánto?", "en": "How much?" }, "explanation": { "es": "canaryword tres", "en": "canaryword three" },
            "value": 100, "tolerance": 0.5,
            "units": [ { "name": { "es": "USD", "en": "USD" }, "factor": 1 }, { "name": { "es": "centavos", "en": "cents" }, "factor": 0.01 }, { "name": { "es": "%", "en": "%" } } ] },
          { "key": "row", "kind": "ordering", "prompt": { "es": "¿En qué orden?", "en": "In which order?" }, "explanation": { "es": "canaryword cuatro", "en": "canaryword four" },
            "items": [ { "es": "uno", "en": "one" }, { "es": "dos", "en": "two" }, { "es": "tres", "en": "three" } ] }
        ]
        """;

    private const string Second = """
        [
          { "key": "pairs", "kind": "matching", "prompt": { "es": "¿Qué con qué?", "en": "What with what?" }, "explanation": { "es": "canaryword cinco", "en": "canaryword five" },
            "pairs": [ { "left": { "es": "maúlla", "en": "mews" }, "right": { "es": "gato", "en": "cat" } }, { "left": { "es": "ladra", "en": "barks" }, "right": { "es": "perro", "en": "dog" } } ] },
          { "key": "word", "kind": "text", "prompt": { "es": "¿Cómo se llama?", "en": "What is it called?" }, "explanation": { "es": "canaryword seis", "en": "canaryword six" },
            "accepted": { "es": ["canaryword sí"], "en": ["canaryword"] } },
          { "key": "point", "kind": "mark", "prompt": { "es": "¿Dónde?", "en": "Where?" }, "explanation": { "es": "canaryword siete", "en": "canaryword seven" },
            "chart": { "interval": "15m", "digits": 2, "bars": [[100,101,99,100],[100,101,99,100],[100,101,99,100],[100,101,99,100],[100,101,99,100],[100,101,99,100],[100,101,99,100],[100,101,99,100],[100,101,99,100],[100,101,99,100]] },
            "regions": [ { "fromBar": 2, "toBar": 3, "low": 99, "high": 101 } ] }
        ]
        """;

    /// <summary>Each answer is checked when it is given; as many attempts as one likes.</summary>
    public static CourseSource AtOnce { get; } = Course("quiz-at-once", "\"answers\": \"afterQuestion\"");

    /// <summary>Ten minutes, three attempts, an hour between them, all count.</summary>
    public static CourseSource Timed { get; } =
        Course("quiz-timed", "\"answers\": \"afterAttempt\", \"timeLimitMinutes\": 10, \"attempts\": 3, \"waitMinutes\": 60", grade: "average");

    /// <summary>Right answers once one passed, or after the second attempt.</summary>
    public static CourseSource Passing { get; } = Course("quiz-passing", "\"answers\": \"afterPass\", \"attempts\": 2", grade: "last");

    /// <summary>Right answers are never shown, and the first attempt counts.</summary>
    public static CourseSource Silent { get; } = Course("quiz-silent", "\"answers\": \"never\", \"attempts\": 4, \"timeLimitMinutes\": 20", grade: "first");

    public static ImmutableArray<CourseSource> All { get; } = [AtOnce, Timed, Passing, Silent];

    /// <summary>A quiz whose answers are checked at once, and an exam of the same questions.</summary>
    public static CourseSource WithExam { get; } =
        Course("quiz-with-exam", "\"answers\": \"afterQuestion\"", exam: "\"answers\": \"afterPass\", \"attempts\": 2");

    public static CourseSource Course(
        string slug,
        string terms,
        string access = "free",
        string grade = "best",
        int passMark = 70,
        string? first = null,
        string more = "",
        string? exam = null
    )
    {
        string[] keys = exam is null ? ["first", "second", "check"] : ["first", "second", "check", "exam"];
        var lessons = string.Join(
            ", ",
            keys.Select(key =>
                    (
                        Key: key,
                        Terms: key == "check" ? terms
                        : key == "exam" ? exam
                        : null
                    )
                )
                .Select(lesson =>
                    $$"""{ "key": "{{lesson.Key}}", "title": { "es": "{{lesson.Key}} es", "en": "{{lesson.Key}} en" }, "minutes": 5{{(lesson.Terms is null ? "" : $", \"quiz\": {Quiz(lesson.Terms, grade, passMark)}")}} }"""
                )
        );
        var files = new Dictionary<string, string>
        {
            [$"{slug}/course.json"] = $$"""
                { "level": "beginner", "access": "{{access}}", "title": { "es": "{{slug}} es", "en": "{{slug}} en" },
                  "summary": { "es": "Algo.", "en": "Something." }, "lessons": [{{lessons}}]{{more}} }
                """,
            [$"{slug}/first.questions.json"] = first ?? First,
            [$"{slug}/second.questions.json"] = Second,
        };
        foreach (var key in keys)
        {
            (files[$"{slug}/{key}.es.md"], files[$"{slug}/{key}.en.md"]) = ($"## Texto {key}", $"## Text {key}");
        }

        return CourseFiles.Read(files).Single();
    }

    /// <summary>The first topic's questions, with another prompt of the first of them.</summary>
    public static string Edited => First.Replace("**One**?", "Another one?", StringComparison.Ordinal);

    public static Guid QuizId(this CourseSource course) => course.LessonId("check");

    public static Task<QuizView> Quiz(this HttpClient client, CourseSource course) => client.Get<QuizView>($"/api/quizzes/{course.QuizId()}");

    public static Task<HttpResponseMessage> Start(this HttpClient client, CourseSource course, string key = "check") =>
        client.PostAsync($"/api/quizzes/{course.LessonId(key)}/attempts", null);

    public static Task<AttemptView> Begin(this HttpClient client, CourseSource course, string key = "check") => client.Start(course, key).Read<AttemptView>();

    public static Task<AttemptView> Attempt(this HttpClient client, AttemptView attempt) =>
        client.Get<AttemptView>($"/api/quizzes/{attempt.LessonId}/attempts/{attempt.Id}");

    public static Task<HttpResponseMessage> Answer(this HttpClient client, AttemptView attempt, QuestionView question, QuestionAnswer? answer) =>
        client.PutAsJsonAsync(
            $"/api/quizzes/{attempt.LessonId}/attempts/{attempt.Id}/answers/{question.Position}",
            new AnswerRequest(question.Version, answer),
            Answers.Json
        );

    public static Task<HttpResponseMessage> Submit(this HttpClient client, AttemptView attempt) =>
        client.PostAsJsonAsync($"/api/quizzes/{attempt.LessonId}/submit", new SubmitRequest(attempt.Id), Answers.Json);

    /// <summary>Answers everything rightly, or wrongly, and finishes.</summary>
    public static async Task<AttemptView> Take(this HttpClient client, CourseSource course, bool rightly)
    {
        var attempt = await client.Begin(course);
        foreach (var question in attempt.Questions)
        {
            await client.Answer(attempt, question, rightly ? question.Right() : question.Wrong()).Read<QuestionView>();
        }

        return await client.Submit(attempt).Read<AttemptView>();
    }

    public static QuestionAnswer Right(this QuestionView question) =>
        question.Kind switch
        {
            QuestionKind.Single => new(Chosen: Places(question.Options, "yes")),
            QuestionKind.Multiple => new(Chosen: Places(question.Options, "a", "b")),
            QuestionKind.Numeric => new(Number: 10_020, Unit: Places(question.Units, "cents")[0]),
            QuestionKind.Ordering => new(Order: Places(question.Items, "one", "two", "three")),
            QuestionKind.Matching => new(Matches: [.. Places(question.Rights, "cat", "dog").Select(place => (int?)place)]),
            QuestionKind.Text => new(Text: " CanaryWORD  Si "),
            _ => new(Bar: 3, Price: 101),
        };

    /// <summary>Nothing of it is right.</summary>
    public static QuestionAnswer Wrong(this QuestionView question) =>
        question.Kind switch
        {
            QuestionKind.Single => new(Chosen: Places(question.Options, "no")),
            QuestionKind.Multiple => new(Chosen: Places(question.Options, "a", "c")),
            QuestionKind.Numeric => new(Number: 100, Unit: Places(question.Units, "%")[0]),
            QuestionKind.Ordering => new(Order: Places(question.Items, "two", "three", "one")),
            QuestionKind.Matching => new(Matches: [.. Places(question.Rights, "dog", "cat").Select(place => (int?)place)]),
            QuestionKind.Text => new(Text: "a bird"),
            _ => new(Bar: 4, Price: 100),
        };

    /// <summary>Half of it is right, or a third, where the kind knows that; and how much of six.</summary>
    public static (QuestionAnswer Answer, int Sixths) Partly(this QuestionView question) =>
        question.Kind switch
        {
            QuestionKind.Multiple => (new(Chosen: Places(question.Options, "b")), 3),
            QuestionKind.Ordering => (new(Order: Places(question.Items, "one", "three", "two")), 2),
            QuestionKind.Matching => (new(Matches: [Places(question.Rights, "cat")[0], null]), 3),
            _ => (question.Wrong(), 0),
        };

    private static ImmutableArray<int> Places(IReadOnlyList<InBoth>? these, params string[] texts) =>
        [.. texts.Select(text => these.ShouldNotBeNull().Index().Single(one => one.Item.En == text).Index)];

    private static string Quiz(string terms, string grade, int passMark) =>
        $$"""{ "draw": [ { "topic": "first", "count": 4 }, { "topic": "second", "count": 3 } ], "passMark": {{passMark}}, "grade": "{{grade}}", {{terms}} }""";
}
