using System.Text.Json;
using Ami.Modules.Learning;
using FsCheck;
using FsCheck.Fluent;

namespace Ami.Tests.Learning;

/// <summary>What earns, what achievements ask about, and what levels are.</summary>
[TestClass]
public sealed class ExperienceRulesTests
{
    /// <summary>Whoever adds to these lists says that it is learning: never risk, the number of trades, or profit, not on paper either.</summary>
    [TestMethod]
    public void Kinds_AreLearningAlone()
    {
        Enum.GetNames<ExperienceKind>().ShouldBe(["Lesson", "Quiz", "Exam", "Exercise", "Practice", "Certificate"]);
        Enum.GetNames<AchievementFact>()
            .ShouldBe([
                "LessonsDone",
                "CoursesDone",
                "QuizzesPassed",
                "ExamsPassed",
                "QuizzesPerfect",
                "ExercisesPassed",
                "LongestStreak",
                "StudyDays",
                "CardsKnown",
                "CalibrationGap",
            ]);
        ExperienceRules.All.Select(rule => rule.Kind).Distinct().ShouldBe(Enum.GetValues<ExperienceKind>(), ignoreOrder: true);
        ExperienceRules.All.ShouldAllBe(rule => rule.Points > 0 && rule.Cards.HasValue == (rule.Kind == ExperienceKind.Practice));
    }

    [TestMethod]
    public void Achievements_AllOfThem_SaySomethingInBothLanguages()
    {
        Achievement.All.Length.ShouldBeGreaterThan(10);
        Achievement.All.SelectMany(one => new[] { one.Title.Es, one.Title.En, one.About.Es, one.About.En }).ShouldAllBe(text => text.Trim().Length > 3);
        Achievement.All.ShouldAllBe(one => one.Title.Es != one.Title.En && one.About.Es != one.About.En);
        Achievement.All.Select(one => one.Fact).Distinct().ShouldBe(Enum.GetValues<AchievementFact>(), ignoreOrder: true);
    }

    [TestMethod]
    [DataRow("\"fact\": \"tradesMade\", \"atLeast\": 1")]
    [DataRow("\"fact\": \"profit\", \"atLeast\": 1")]
    [DataRow("\"fact\": 3, \"atLeast\": 1")]
    [DataRow("\"fact\": \"lessonsDone\"")]
    [DataRow("\"fact\": \"lessonsDone\", \"atLeast\": 1, \"atMost\": 2")]
    [DataRow("\"fact\": \"lessonsDone\", \"atLeast\": 1, \"profit\": 2")]
    public void Read_WhatMayNotBe_IsRefused(string condition)
    {
        static string File(string condition) =>
            $$"""[ { "key": "one", {{condition}}, "title": { "es": "a", "en": "b" }, "about": { "es": "c", "en": "d" } } ]""";
        Achievement.Read(File("\"fact\": \"lessonsDone\", \"atLeast\": 1")).Length.ShouldBe(1);
        Should
            .Throw<Exception>(() => Achievement.Read(File(condition)))
            .ShouldBeAssignableTo(
                condition.Contains("lessonsDone", StringComparison.Ordinal) && !condition.Contains("profit", StringComparison.Ordinal)
                    ? typeof(InvalidDataException)
                    : typeof(JsonException)
            );
    }

    [TestMethod]
    [DataRow("calibrated", null, false)]
    [DataRow("calibrated", 10, true)]
    [DataRow("calibrated", 11, false)]
    [DataRow("ten-lessons", null, false)]
    [DataRow("ten-lessons", 9, false)]
    [DataRow("ten-lessons", 10, true)]
    public void IsMetBy_Value_IsEnoughAtTheBound(string key, int? value, bool isMet) =>
        Achievement.All.Single(one => one.Key == key).IsMetBy(value).ShouldBe(isMet);

    [TestMethod]
    [DataRow(0, 1, 0, 100)]
    [DataRow(99, 1, 0, 100)]
    [DataRow(100, 2, 100, 300)]
    [DataRow(299, 2, 100, 300)]
    [DataRow(300, 3, 300, 600)]
    [DataRow(4_500, 10, 4_500, 5_500)]
    public void Level_Total_IsTheOneThatItReaches(int total, int number, int begins, int next) => Level.Of(total).ShouldBe(new Level(number, begins, next));

    [TestMethod]
    public void Level_AnyTotal_LiesWithinItsBoundsAndEachBeginsWhereTheLastEnds() =>
        Prop.ForAll(
                Arb.From(Gen.Choose(0, 2_000_000_000)),
                total =>
                {
                    var level = Level.Of(total);
                    total.ShouldBeInRange((int)level.Begins, (int)level.Next - 1);
                    Level.Of((int)level.Begins).Number.ShouldBe(level.Number);
                    (level.Begins == 0 ? 0 : Level.Of((int)level.Begins - 1).Number).ShouldBe(level.Number - 1);
                }
            )
            .Check(Config.QuickThrowOnFailure);

    [TestMethod]
    [DataRow(0, 0)]
    [DataRow(1, 5)]
    [DataRow(9, 5)]
    [DataRow(10, 10)]
    [DataRow(20, 20)]
    [DataRow(500, 20)]
    public void Practice_Cards_EarnUpToTheCapOfADay(int cards, int points) =>
        ExperienceRules.Practice(new DateOnly(2026, 11, 30), cards).Sum(source => source.Points).ShouldBe(points);

    [TestMethod]
    public void Gap_OfSteps_IsNeededAndWeighted()
    {
        Calibration.Of([(80, true, 29)]).Gap().ShouldBeNull();
        Calibration.Of([(80, true, 24), (80, false, 6)]).Gap().ShouldBe(0);
        Calibration.Of([(50, true, 30), (100, true, 30)]).Gap().ShouldBe(25);
        Calibration.Of([(100, false, 30)]).Gap().ShouldBe(100);
    }
}
