using System.Collections.Concurrent;
using System.Net.Http.Json;
using Ami.Modules.Learning;
using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using static Ami.Tests.Learning.ScenePlay;

namespace Ami.Tests.Learning;

/// <summary>Nothing that is to come in a scene, nor whose history it is, is told before it is over: in no answer of the module, in no header, in no log.</summary>
[TestClass]
[Needs<LearningModule>]
public sealed class SceneCanaryTests : ApiTests<SceneCanaryTests>, IApiTests
{
    private static readonly Logs Written = new();

    private static readonly CourseSource Course = ExerciseShelf.Course("canaries", "\"answers\": \"afterAttempt\"", exam: "\"answers\": \"never\"");

    /// <summary>What only the bars that are to come have, and what only the server knows of the scene.</summary>
    private static readonly string[] Canaries = ["123.457", "98765.43", "SECRET-SIM", "2021-06", QuizShelf.Canary];

    static Task<ApiHost> IApiTests.StartHost() =>
        ApiHost.Start(services: services =>
        {
            services.AddSingleton<ILoggerProvider>(Written);
            services.Configure<LoggerFilterOptions>(options => options.MinLevel = LogLevel.Debug);
        });

    [TestInitialize]
    public async Task Publish() => await Host.Publish([Course]);

    [TestMethod]
    [DataRow("check")]
    [DataRow("exam")]
    public async Task Future_BeforeASceneIsOver_IsToldNowhere(string quiz)
    {
        var person = await Host.SignUp();
        var attempt = await person.Client.Begin(Course, quiz);
        await Host.Plant(attempt, 1);
        var before = Written.Count;
        foreach (
            var move in new SceneMove?[]
            {
                null,
                Right with
                {
                    Price = 1,
                },
                Right with
                {
                    Stop = 200,
                },
                Right with
                {
                    Quantity = 900_000,
                },
                new(SceneMoveKind.Place, Quant.Trading.Side.Buy, SceneOrderType.Limit, 1, Price: 90),
                new(SceneMoveKind.Amend, Order: 1, Price: 80),
                new(SceneMoveKind.Amend, Order: 9, Price: 80),
                new(SceneMoveKind.Cancel, Order: 1),
                new(SceneMoveKind.Close),
                new(SceneMoveKind.Step, Bars: 51),
            }
        )
        {
            await Ask(person.Client, attempt, move);
        }

        Written.Count.ShouldBeGreaterThan(before, "what is written is looked at, too");
        Written.Texts.ShouldAllBe(text => !Canaries.Any(canary => text.Contains(canary, StringComparison.OrdinalIgnoreCase)));
        var finished = await person.Client.Move(attempt, (await person.Client.Look(attempt).Read<SceneView>()).Version, Finish);
        var told = await finished.Content.ReadAsStringAsync();
        Canaries.SkipLast(1).ShouldAllBe(canary => told.Contains(canary), "it is over: these words would have been found");
        told.ShouldNotContain(QuizShelf.Canary, customMessage: "the attempt is not");
        if (quiz == "check")
        {
            await person.Client.Submit(attempt).Read<AttemptView>();
            (await (await person.Client.Look(attempt)).Content.ReadAsStringAsync()).ShouldContain(QuizShelf.Canary);
        }
    }

    /// <summary>Makes a move, and asks for everything that there is.</summary>
    private static async Task Ask(HttpClient client, AttemptView attempt, SceneMove? move)
    {
        var version = (await client.Look(attempt).Read<SceneView>()).Version;
        HttpResponseMessage[] answers =
        [
            await client.PostAsJsonAsync(Path(attempt, 1, "/moves"), new { version, move }, Answers.Json),
            await client.Move(attempt, version + 7, Step(1)),
            await client.Look(attempt),
            await client.Bars(attempt, "4h"),
            await client.Bars(attempt, "1d"),
            await client.Bars(attempt, "1m"),
            await client.GetAsync($"/api/quizzes/{attempt.LessonId}/attempts/{attempt.Id}"),
            await client.GetAsync($"/api/quizzes/{attempt.LessonId}"),
            await client.Start(Course, attempt.LessonId == Course.QuizId() ? "check" : "exam"),
            await client.Answer(attempt, attempt.Questions[0], new QuestionAnswer(R: 1)),
            await client.GetAsync($"/api/courses/{Course.Slug}"),
            await client.GetAsync($"/api/lessons/{attempt.LessonId}"),
            await client.GetAsync("/api/me/learning"),
            await client.GetAsync("/api/practice"),
        ];
        foreach (var answer in answers)
        {
            using (answer)
            {
                var text = $"{answer.Headers}{answer.Content.Headers}{await answer.Content.ReadAsStringAsync()}";
                Canaries.ShouldAllBe(canary => !text.Contains(canary, StringComparison.OrdinalIgnoreCase), $"{answer.RequestMessage}");
            }
        }
    }

    /// <summary>Everything that is logged.</summary>
    private sealed class Logs : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> _texts = [];

        public int Count => _texts.Count;

        public IEnumerable<string> Texts => _texts;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _texts.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose() { }
    }
}
