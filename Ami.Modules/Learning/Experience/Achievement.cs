using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ami.Modules.Learning;

/// <summary>What achievements may ask about: what somebody learned. Nothing about trades is among them, and nothing of the kind is to be added.</summary>
internal enum AchievementFact
{
    /// <summary>Articles that were marked as done.</summary>
    LessonsDone,

    /// <summary>Courses of which every lesson is done.</summary>
    CoursesDone,

    /// <summary>Quizzes that were passed, exams too.</summary>
    QuizzesPassed,

    /// <summary>Exams that were passed.</summary>
    ExamsPassed,

    /// <summary>Quizzes of which an attempt earned every point.</summary>
    QuizzesPerfect,

    /// <summary>Chart exercises of which every check was passed.</summary>
    ExercisesPassed,

    /// <summary>The longest streak, in days.</summary>
    LongestStreak,

    /// <summary>Days on which they learned.</summary>
    StudyDays,

    /// <summary>Cards that they still know in three weeks.</summary>
    CardsKnown,

    /// <summary>How far how often they are right lies from how sure they said to be, in percentage points; undefined before there are enough answers.</summary>
    CalibrationGap,
}

/// <summary>An achievement, as <c>achievements.json</c> has it.</summary>
/// <param name="Key">Its name, for good.</param>
/// <param name="Fact">What it asks about.</param>
/// <param name="Title">A few words.</param>
/// <param name="About">How one gets it.</param>
/// <param name="AtLeast">The least that is enough; null where there is a most.</param>
/// <param name="AtMost">The most that is enough; null where there is a least.</param>
internal sealed record Achievement(string Key, AchievementFact Fact, InBoth Title, InBoth About, int? AtLeast = null, int? AtMost = null)
{
    private const string File = "experience/achievements.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Those of this version, in the order in which they are shown.</summary>
    public static ImmutableArray<Achievement> All { get; } = Read(Embedded());

    /// <summary>Reads achievements.</summary>
    /// <exception cref="InvalidDataException">One asks about nothing, or two have one key.</exception>
    /// <exception cref="JsonException">A member is missing, unknown, or asks about what may not be asked about.</exception>
    public static ImmutableArray<Achievement> Read(string text)
    {
        var all = JsonSerializer.Deserialize<ImmutableArray<Achievement>>(text, Json);
        return all.Select(one => one.Key).Distinct().Count() == all.Length && all.All(one => one.AtLeast is null != one.AtMost is null)
            ? all
            : throw new InvalidDataException($"{File}: each achievement has a key of its own, and either atLeast or atMost.");
    }

    /// <summary>Whether that much is enough.</summary>
    /// <param name="value">Null for what is undefined: that is never enough.</param>
    public bool IsMetBy(int? value) => value >= AtLeast || value <= AtMost;

    private static string Embedded()
    {
        using var stream =
            typeof(Achievement).Assembly.GetManifestResourceStream(File) ?? throw new InvalidOperationException($"{File} is not part of the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
