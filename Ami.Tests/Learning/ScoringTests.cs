using Ami.Modules.Learning;

namespace Ami.Tests.Learning;

/// <summary>How much of an answer is right, what counts of several attempts, what is drawn, and when right answers are shown.</summary>
[TestClass]
public sealed class ScoringTests
{
    private static readonly InBoth Text = new("a", "a");

    private static readonly QuestionSolution Nothing = new(Text);

    [TestMethod]
    [DataRow(new[] { 0, 1 }, new[] { 0, 1 }, 840)]
    [DataRow(new[] { 0, 1 }, new[] { 0 }, 420)]
    [DataRow(new[] { 0, 1 }, new[] { 0, 2 }, 0)]
    [DataRow(new[] { 0, 1 }, new[] { 0, 1, 2 }, 420)]
    [DataRow(new[] { 0, 1 }, new[] { 2, 3 }, 0)]
    [DataRow(new[] { 0, 1, 2 }, new[] { 0, 1 }, 560)]
    [DataRow(new[] { 0 }, new[] { 0, 1, 2, 3 }, 0)]
    public void Multiple_WrongOnes_TakeAway(int[] right, int[] chosen, int parts) =>
        Scoring.Share(QuestionKind.Multiple, Nothing with { Right = [.. right] }, new QuestionAnswer(Chosen: [.. chosen])).ShouldBe(parts);

    [TestMethod]
    [DataRow(158.73, 0, 840)]
    [DataRow(158.74, 0, 840)]
    [DataRow(158.75, 0, 0)]
    [DataRow(158.72, 0, 840)]
    [DataRow(158.71, 0, 0)]
    [DataRow(15873, 1, 840)]
    [DataRow(158.73, 1, 0)]
    [DataRow(158.73, 2, 0)]
    public void Numeric_Unit_IsConverted(double number, int unit, int parts) =>
        Scoring
            .Share(
                QuestionKind.Numeric,
                Nothing with
                {
                    Value = 158.73m,
                    Tolerance = 0.01m,
                    Factors = [1, 0.01m, null],
                },
                new QuestionAnswer(Number: (decimal)number, Unit: unit)
            )
            .ShouldBe(parts);

    [TestMethod]
    [DataRow(new[] { 2, 0, 1 }, 840)]
    [DataRow(new[] { 2, 1, 0 }, 280)]
    [DataRow(new[] { 0, 1, 2 }, 0)]
    public void Ordering_ItemsInTheirPlace_Count(int[] order, int parts) =>
        Scoring.Share(QuestionKind.Ordering, Nothing with { Order = [2, 0, 1] }, new QuestionAnswer(Order: [.. order])).ShouldBe(parts);

    [TestMethod]
    public void Matching_PairsThatAreRight_Count() =>
        Scoring.Share(QuestionKind.Matching, Nothing with { Matches = [2, 0, 1] }, new QuestionAnswer(Matches: [2, null, 1])).ShouldBe(560);

    [TestMethod]
    [DataRow("órden  LÍMITE", 840)]
    [DataRow(" limit order ", 840)]
    [DataRow("orden", 0)]
    public void Text_CaseAccentsAndSpaces_DoNotMatter(string text, int parts) =>
        Scoring
            .Share(QuestionKind.Text, Nothing with { Accepted = new AcceptedTexts(["Orden límite"], ["Limit order"]) }, new QuestionAnswer(Text: text))
            .ShouldBe(parts);

    [TestMethod]
    [DataRow(2, 99, 840)]
    [DataRow(4, 101, 840)]
    [DataRow(1, 100, 0)]
    [DataRow(5, 100, 0)]
    [DataRow(3, 98, 0)]
    [DataRow(3, 102, 0)]
    [DataRow(8, 50, 840)]
    public void Mark_InsideARegion_IsRight(int bar, int price, int parts) =>
        Scoring
            .Share(QuestionKind.Mark, Nothing with { Regions = [new(2, 4, 99, 101), new(8, 8, 50, 50)] }, new QuestionAnswer(Bar: bar, Price: price))
            .ShouldBe(parts);

    [TestMethod]
    public void Score_ThreeThirds_AreAWhole()
    {
        // A third of three questions each, and a fourth one wholly: half of what there is, exactly.
        new Score(280 + 280 + 280 + 840, 4 * 840)
            .Reaches(50)
            .ShouldBeTrue();
        new Score(280 + 280 + 279 + 840, 4 * 840).Reaches(50).ShouldBeFalse();
        (new Score(2, 3).Percent, new Score(1, 16).Percent, new Score(1, 2000).Percent, new Score(0, 5).Percent).ShouldBe((66.7m, 6.3m, 0.1m, 0));
        new Score(6995, 10_000).Reaches(70).ShouldBeFalse("what is shown as 70.0 is not enough");
    }

    [TestMethod]
    [DataRow("Best", 75.0)]
    [DataRow("Average", 50.0)]
    [DataRow("First", 25.0)]
    [DataRow("Last", 50.0)]
    public void Grade_ByItsPolicy_CountsWhatItSays(string policy, double percent)
    {
        Score[] attempts = [new(1, 4), new(6, 8), new(1, 2)];
        Score.Of(Enum.Parse<GradePolicy>(policy), attempts)?.Percent.ShouldBe((decimal)percent);
        Score.Of(Enum.Parse<GradePolicy>(policy), []).ShouldBeNull();
    }

    [TestMethod]
    public void Draw_ManyAttempts_HaveTheirCountsAndOrdersOfTheirOwn()
    {
        var bank = Bank();
        var drawn = Enumerable.Range(0, 60).Select(n => Draw.For(ComputedId.Of($"{n}"), [new("first", 3), new("second", 2)], bank)).ToList();
        foreach (var questions in drawn)
        {
            questions.Select(asked => asked.Position).ShouldBe([1, 2, 3, 4, 5]);
            questions.Select(asked => asked.QuestionId).ShouldBeUnique();
            (questions.Count(asked => asked.Question.Topic == "first"), questions.Count(asked => asked.Question.Topic == "second")).ShouldBe((3, 2));
            questions.ShouldAllBe(asked => asked.OptionOrder.Order().SequenceEqual(Enumerable.Range(0, asked.Question.Content.Movable)));
        }

        drawn.SelectMany(questions => questions.Select(asked => asked.QuestionId)).Distinct().Count().ShouldBe(bank.Count, "each comes up");
        var again = Draw.For(ComputedId.Of("7"), [new("first", 3), new("second", 2)], Enumerable.Reverse(bank));
        again.Select(Told).ShouldBe(drawn[7].Select(Told), "an attempt draws the same again");
        drawn.Select(questions => string.Join(';', questions.Select(Told))).Distinct().Count().ShouldBeGreaterThan(50);
        var written = bank.Select(question => Changed(question, question.Content with { IsFixed = true })).ToList();
        Draw.For(ComputedId.Of("7"), [new("first", 4)], written).ShouldAllBe(asked => asked.OptionOrder.SequenceEqual(asked.OptionOrder.Order()));
        static string Told(AttemptQuestion asked) => $"{asked.QuestionId}:{string.Join(',', asked.OptionOrder)}";
    }

    [TestMethod]
    [DataRow("AfterQuestion", true, false, false, true)]
    [DataRow("AfterQuestion", false, false, false, false)]
    [DataRow("AfterQuestion", false, true, false, true)]
    [DataRow("AfterAttempt", true, false, true, false)]
    [DataRow("AfterAttempt", false, true, false, true)]
    [DataRow("AfterPass", true, true, false, false)]
    [DataRow("AfterPass", true, false, true, false)]
    [DataRow("AfterPass", false, true, true, true)]
    [DataRow("Never", true, true, true, false)]
    public void Reveal_Choices_ShowWhenTheySay(string when, bool isAnswered, bool isClosed, bool isSettled, bool shown)
    {
        var attempt = new Attempt
        {
            Id = default,
            LessonId = default,
            UserId = default,
            Number = 1,
            StartedAt = default,
            PassMark = 70,
            Answers = Enum.Parse<AnswersShown>(when),
            Points = 1,
            SubmittedAt = isClosed ? DateTimeOffset.UnixEpoch : null,
        };
        var asked = Draw.For(default, [new("first", 1)], Bank())[0];
        asked.Answer = isAnswered ? new QuestionAnswer(Text: "a") : null;
        Reveal.Of(attempt, asked, isSettled).ShouldBe(shown);
    }

    [TestMethod]
    [DataRow("""{ "chosen": [0, 1] }""", "Single")]
    [DataRow("""{ "chosen": [] }""", "Single")]
    [DataRow("""{ "chosen": [3] }""", "Single")]
    [DataRow("""{ "chosen": [-1] }""", "Single")]
    [DataRow("""{ "chosen": [0], "text": "a" }""", "Single")]
    [DataRow("""{ "chosen": [0, 0] }""", "Multiple")]
    [DataRow("""{ "number": 1 }""", "Numeric")]
    [DataRow("""{ "number": 1, "unit": 3 }""", "Numeric")]
    [DataRow("""{ "number": 1e18, "unit": 0 }""", "Numeric")]
    [DataRow("""{ "order": [0, 1] }""", "Ordering")]
    [DataRow("""{ "order": [0, 1, 1] }""", "Ordering")]
    [DataRow("""{ "matches": [null, null] }""", "Matching")]
    [DataRow("""{ "matches": [0, 2] }""", "Matching")]
    [DataRow("""{ "matches": [0] }""", "Matching")]
    [DataRow("""{ "text": "   " }""", "Text")]
    [DataRow("""{ "bar": 10, "price": 100 }""", "Mark")]
    [DataRow("""{ "bar": 1 }""", "Mark")]
    [DataRow("{}", "Mark")]
    public void Take_AnswerThatDoesNotFit_IsNone(string answer, string kind)
    {
        var asked = Draw.For(default, [new("first", 4), new("second", 3)], Bank()).Single(one => one.Question.Kind == Enum.Parse<QuestionKind>(kind));
        AnswerPlaces.Take(asked, QuestionJson.Read<QuestionAnswer>(answer)).ShouldBeNull();
    }

    private static List<Question> Bank() =>
        [.. QuizShelf.AtOnce.Questions.SelectMany(topic => topic.Value.Select(file => Question(topic.Key, file.Key, file.Kind, file.Content, file.Solution)))];

    private static Question Changed(Question question, QuestionContent content) =>
        Question(question.Topic, question.Key, question.Kind, content, question.Solution);

    private static Question Question(string topic, string key, QuestionKind kind, QuestionContent content, QuestionSolution solution) =>
        new()
        {
            Id = ComputedId.Of($"{topic}/{key}"),
            CourseId = default,
            Topic = topic,
            Key = key,
            Kind = kind,
            Points = 1,
            Content = content,
            Solution = solution,
        };
}
