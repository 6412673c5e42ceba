using Ami.AppHost.Setup;
using Ami.Modules.Learning;
using Ami.Quant.Simulation;

namespace Ami.Tests.Learning;

/// <summary>
/// Chart exercises of the courses can be played, and what their lesson teaches passes its own checks, whatever scene comes. The courses are read from the files
/// as they are now, so that whoever writes one can try it without building anything.
/// </summary>
[TestClass]
public sealed class ExerciseFilesTests
{
    private const int Scenes = 20;

    /// <summary>Parts of history that are looked through at most for an exercise.</summary>
    private const int MostReads = 40;

    private static readonly DateTimeOffset First = new(2017, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Last = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly SimulatedExchange Exchange = new();

    [TestMethod]
    public void Exercises_OfTheCourses_AreSolvedByTheirOwnReference()
    {
        var exercises =
            from course in CourseFiles.Read(Files())
            from topic in course.Questions
            from question in topic.Value
            where question.Kind == QuestionKind.Replay
            select ($"{course.Slug}/{topic.Key}.questions.json: {question.Key}", question);
        var wrong = exercises.AsParallel().SelectMany(one => Wrong(one.Item1, one.question)).Order(StringComparer.Ordinal).ToList();
        wrong.ShouldBeEmpty(string.Join('\n', wrong));
    }

    [TestMethod]
    public void Exercise_OfTheseTests_IsSolvedByItsOwnReference() => Wrong("pullback", Read(ExerciseShelf.Exercise)).ShouldBeEmpty();

    [TestMethod]
    [DataRow("plan.risk_pct <= 1", "plan.risk_pct <= 0.5", "risk")]
    [DataRow("plan.long and", "plan.short and", "side")]
    public void Exercise_ThatItsReferenceDoesNotSolve_IsToldWithItsCheck(string rule, string other, string check) =>
        Wrong("pullback", Read(ExerciseShelf.Exercise.Replace(rule, other, StringComparison.Ordinal))).ShouldContain(one => one.Contains($"check {check} "));

    [TestMethod]
    public void Exercise_WhoseSetupIsNever_IsToldToHaveNoScenes() =>
        Wrong(
                "pullback",
                Read(
                    ExerciseShelf.Exercise.Replace(
                        "\"setup\": \"close > sma(close, 20)\"",
                        "\"setup\": \"close > 3 * sma(close, 20)\"",
                        StringComparison.Ordinal
                    )
                )
            )
            .ShouldHaveSingleItem()
            .ShouldContain("0 of 20 scenes");

    [TestMethod]
    public void Exercise_ThatDoingNothingSolves_IsTold() =>
        Wrong(
                "pullback",
                Read(
                    ExerciseShelf
                        .Exercise.Replace("plan.long and close > sma(close, 20)", "not trade.added", StringComparison.Ordinal)
                        .Replace("plan.risk_pct <= 1 and ", "", StringComparison.Ordinal)
                )
            )
            .ShouldContain(one => one.Contains("doing nothing"));

    [TestMethod]
    [DataRow("\"interval\": \"1h\"", "\"interval\": \"3h\"", "an interval is one of")]
    [DataRow("\"before\": 50", "\"before\": 49", "50 to 400 bars are known")]
    [DataRow("\"after\": 20", "\"after\": 301", "10 to 300 come")]
    [DataRow("\"BTC-SIM\", \"ETH-SIM\"", "\"BTC-SIM\", \"BTC-SIM\"", "each once")]
    [DataRow("\"BTC-SIM\", \"ETH-SIM\"", "\"btc-sim\"", "as markets write it")]
    [DataRow("\"setup\": \"close > sma(close, 20)\"", "\"setup\": \"close > smaa(close, 20)\"", "setup: at 8")]
    [DataRow("\"setup\": \"close > sma(close, 20)\"", "\"setup\": \"close > sma(close, 51)\"", "looks back further")]
    [DataRow("\"setup\": \"close > sma(close, 20)\"", "\"setup\": \"plan.long\"", "setup: at 0")]
    [DataRow("\"lines\": [\"sma(close, 20)\"]", "\"lines\": [\"close > 1\"]", "close > 1")]
    [DataRow("\"lines\": [\"sma(close, 20)\"]", "\"lines\": [\"1\",\"2\",\"3\",\"4\",\"5\"]", "4 lines at most")]
    [DataRow("\"lines\"", "\"cash\": 1, \"lines\"", "cash is 100")]
    [DataRow("\"lines\"", "\"feeBps\": -1, \"lines\"", "basis points")]
    [DataRow("\"key\": \"risk\"", "\"key\": \"side\"", "the same key")]
    [DataRow("\"points\": 1, \"rule\"", "\"points\": 9, \"rule\"", "divide 840")]
    [DataRow("plan.risk_pct", "plan.risk", "risk: at")]
    [DataRow("plan.risk_pct <= 1 and", "plan.side == \\\"up\\\" and", "risk: at")]
    [DataRow("\"stopLong\": \"lowest(low, 10)\", ", "", "a condition and a stop")]
    [DataRow("\"riskPct\": 1", "\"riskPct\": 0", "a risk is above 0")]
    [DataRow("\"kind\": \"replay\"", "\"kind\": \"text\", \"accepted\": { \"es\": [\"a\"], \"en\": [\"a\"] }", "of replay alone")]
    [DataRow("\"points\": 2, \"prompt\"", "\"value\": 1, \"tolerance\": 0, \"prompt\"", "numeric alone")]
    public void Exercise_Wrong_IsRefusedWithItsName(string what, string other, string why)
    {
        ExerciseShelf.Exercise.ShouldContain(what);
        var refused = Should.Throw<InvalidDataException>(() =>
            ExerciseShelf.Course("wrong", "\"answers\": \"afterAttempt\"", ExerciseShelf.Exercise.Replace(what, other, StringComparison.Ordinal))
        );
        refused.Message.ShouldContain("wrong/first.questions.json: pullback");
        refused.Message.ShouldContain(why);
    }

    [TestMethod]
    public void Draw_MoreExercisesThanThereAre_IsRefused() =>
        Should
            .Throw<InvalidDataException>(() =>
                ExerciseShelf.Course(
                    "wrong",
                    "\"answers\": \"afterAttempt\"",
                    exam: "\"answers\": \"never\", \"attempts\": 1, \"draw\": [ { \"topic\": \"first\", \"count\": 1 } ]"
                )
            )
            .Message.ShouldContain("first has 0 questions, 1 are drawn");

    private static QuestionFile Read(string exercise) =>
        ExerciseShelf.Course("tried", "\"answers\": \"afterAttempt\"", exercise).Questions["first"].Single(question => question.Key == "pullback");

    /// <summary>What is wrong with an exercise: too few scenes, or one in which the reference does not pass a check.</summary>
    private static List<string> Wrong(string name, QuestionFile question)
    {
        var (terms, solution, wrong, found) = (question.Replay.ShouldNotBeNull(), question.Solution, new List<string>(), 0);
        var random = new Random(20_261_130);
        for (var read = 0; read < MostReads && found < Scenes; read++)
        {
            var symbol = terms.Symbols[read % terms.Symbols.Length];
            var to = First + ((Last - First) * random.NextDouble());
            if (ExerciseShelf.History(Exchange, symbol, terms.Length, to, terms.Before + terms.After + 1500) is not { } history)
            {
                continue;
            }

            var moments = history.Moments(terms).ToArray();
            random.Shuffle(moments);
            // A few of each part, so that they are of different times and symbols.
            foreach (var moment in moments.Take(Scenes).ToList())
            {
                var tape = history.Cut(moment, terms).Tape;
                if (!SceneJudge.IsUsable(terms, solution.Reference.ShouldNotBeNull(), tape))
                {
                    continue;
                }

                found++;
                wrong.AddRange(
                    Wrong(solution, terms, tape).Select(what => $"{name}: {what} in the scene of {symbol} after {history.Span(moment, terms).StartsAt:u}")
                );
                if (found % 4 == 0)
                {
                    break;
                }
            }
        }

        return found < Scenes ? [$"{name}: {found} of {Scenes} scenes were found; is its setup too rare, or its stop on the wrong side?"] : wrong;
    }

    private static IEnumerable<string> Wrong(QuestionSolution solution, ReplayTerms terms, SceneTape tape)
    {
        var checks = solution.Checks.GetValueOrDefault();
        var (run, reference) = SceneJudge.Reference(solution.Reference.ShouldNotBeNull(), terms, tape);
        var passed = SceneJudge.Passed(checks, tape, run);
        foreach (var check in checks.Where(check => !passed.Contains(check.Key)))
        {
            yield return $"check {check.Key} ({check.Rule}) is not passed by the reference ({reference.Side}, stop {reference.Stop}, R {reference.R:0.##}, {reference.ExitBy})";
        }

        var idle = SceneRun.Begin(terms, tape);
        idle.Finish();
        if (reference.Side != SceneSide.None && SceneJudge.Passed(checks, tape, idle).Length == checks.Length)
        {
            yield return "doing nothing passes every check";
        }
    }

    private static Dictionary<string, string> Files()
    {
        var root = Path.Combine(Repository.Find().Root, "Ami.Modules", "Learning", "Content");
        return Directory
            .EnumerateFiles(root, "*.*", SearchOption.AllDirectories)
            .ToDictionary(path => Path.GetRelativePath(root, path).Replace('\\', '/'), File.ReadAllText, StringComparer.Ordinal);
    }
}
