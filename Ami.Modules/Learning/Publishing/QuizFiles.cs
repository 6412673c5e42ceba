using System.Collections.Immutable;

namespace Ami.Modules.Learning;

/// <summary>What makes a lesson of <c>course.json</c> a quiz.</summary>
/// <param name="Draw">How many questions of which topics an attempt has.</param>
/// <param name="PassMark">From which score on it is passed, in percent.</param>
/// <param name="Grade">Which attempt counts.</param>
/// <param name="Answers">When right answers are shown.</param>
/// <param name="Attempts">How many a person has; null for as many as they like.</param>
/// <param name="WaitMinutes">From the end of an attempt to the next.</param>
/// <param name="TimeLimitMinutes">How long an attempt lasts; null for as long as one likes.</param>
/// <param name="Final">Whether it is the exam of its course.</param>
internal sealed record QuizFile(
    ImmutableArray<TopicDraw> Draw,
    int PassMark,
    GradePolicy Grade,
    AnswersShown Answers,
    int? Attempts = null,
    int WaitMinutes = 0,
    int? TimeLimitMinutes = null,
    bool Final = false
);

/// <summary>What is wrong with the quizzes of a course, so that none that cannot be drawn or passed gets into the program.</summary>
internal static class QuizFiles
{
    /// <param name="path">Of the <c>course.json</c>.</param>
    /// <param name="course">What it says.</param>
    /// <param name="questions">Of its lessons, by their keys.</param>
    /// <exception cref="InvalidDataException">One is wrong; the file and the lesson are told.</exception>
    public static void Check(string path, CourseFile course, IReadOnlyDictionary<string, ImmutableArray<QuestionFile>> questions)
    {
        foreach (var (index, lesson) in course.Lessons.Index())
        {
            if (lesson.Quiz is not { } quiz)
            {
                continue;
            }

            var name = $"{path}: {lesson.Key}";
            Demand(
                quiz.PassMark is >= 1 and <= 100
                    && quiz.Attempts is null or (>= 1 and <= 100)
                    && quiz.WaitMinutes is >= 0 and <= 10_080
                    && quiz.TimeLimitMinutes is null or (>= 1 and <= 600),
                name,
                "a mark is from 1 to 100, attempts too, a wait up to a week, a time limit up to ten hours"
            );
            Demand(
                quiz.Draw is { IsDefaultOrEmpty: false } draw && draw.DistinctBy(topic => (topic.Topic, topic.Exercises)).Count() == draw.Length,
                name,
                "it draws of some topics, of the exercises of each once and of everything else once"
            );
            Demand(
                quiz is not { Answers: AnswersShown.AfterPass, Attempts: null, Grade: GradePolicy.First },
                name,
                "whoever fails the first time could neither pass nor see an answer, however often they try"
            );
            Demand(!quiz.Final || index == course.Lessons.Length - 1, name, "the exam of a course is its last lesson");
            foreach (var topic in quiz.Draw)
            {
                var (bank, what) = (
                    questions.GetValueOrDefault(topic.Topic, []).Count(question => topic.Takes(question.Kind)),
                    topic.Exercises ? "exercises" : "questions"
                );
                Demand(topic.Count >= 1 && topic.Count <= bank, name, $"{topic.Topic} has {bank} {what}, {topic.Count} are drawn");
            }
        }
    }

    private static void Demand(bool holds, string name, string wrong)
    {
        if (!holds)
        {
            throw new InvalidDataException($"{name}: {wrong}.");
        }
    }
}
