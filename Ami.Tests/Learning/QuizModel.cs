using Ami.Modules.Learning;

namespace Ami.Tests.Learning;

/// <summary>A quiz of seven questions of a point each and one person, as simply as it can be said: shares in sixths, times in minutes.</summary>
internal sealed class QuizModel(QuizFile quiz)
{
    private const int Questions = 7;
    private readonly List<Attempt> _attempts = [];
    private int _now;

    private sealed class Attempt
    {
        public int StartedAt { get; init; }
        public int? EndedAt { get; set; }
        public AttemptEnd? EndedBy { get; set; }
        public int?[] Sixths { get; } = new int?[Questions];
        public int[] Hows { get; } = [3, 3, 3, 3, 3, 3, 3];
        public int[] Versions { get; } = new int[Questions];
        public int Earned => Sixths.Sum() ?? 0;

        public bool Passed(int mark) => Earned * 100 >= mark * 6 * Questions;
    }

    public bool IsPassed { get; private set; }

    public bool MayStart =>
        Open is not null || (!(_attempts.Count >= quiz.Attempts) && (_attempts.Count == 0 || _attempts[^1].EndedAt + quiz.WaitMinutes <= _now));

    /// <summary>All attempts as they are listed.</summary>
    public IEnumerable<(decimal?, bool?, AttemptEnd?)> Ended =>
        _attempts.Select(one =>
            one.EndedBy is null ? ((decimal?)null, (bool?)null, (AttemptEnd?)null) : (Rounded(one.Earned, 1), one.Passed(quiz.PassMark), one.EndedBy)
        );

    public decimal? Percent => Grade() is var (earned, attempts) && attempts > 0 ? Rounded(earned, attempts) : null;

    private Attempt? Open => _attempts.Find(one => one.EndedBy is null);

    public void Wait(int minutes)
    {
        _now += minutes;
        if (Open is { } open && open.StartedAt + quiz.TimeLimitMinutes is { } end && end <= _now)
        {
            Close(open, end, AttemptEnd.Time);
        }
    }

    public bool Start()
    {
        var may = MayStart;
        if (may && Open is null)
        {
            _attempts.Add(new Attempt { StartedAt = _now });
        }

        return may;
    }

    public void Submit(int number)
    {
        if (_attempts[number - 1] is { EndedBy: null } open)
        {
            Close(open, _now, AttemptEnd.Student);
        }
    }

    public int Version(int number, int place) => _attempts[number - 1].Versions[place];

    /// <returns>The code of the refusal; null when it is kept, or was.</returns>
    public string? Answer(int number, int place, int how, int? sixths, int version)
    {
        var attempt = _attempts[number - 1];
        if (attempt.Hows[place] == how)
        {
            return null;
        }

        if (attempt.EndedBy is { } ended)
        {
            return ended == AttemptEnd.Time ? "learning.quiz_time_over" : "learning.attempt_over";
        }

        if (quiz.Answers == AnswersShown.AfterQuestion && attempt.Sixths[place] is not null)
        {
            return "learning.answer_final";
        }

        if (attempt.Versions[place] != version)
        {
            return "learning.answer_changed";
        }

        (attempt.Sixths[place], attempt.Hows[place], attempt.Versions[place]) = (sixths, how, version + 1);
        return null;
    }

    /// <summary>Whether anything of an attempt is told.</summary>
    public bool Shows(int number)
    {
        var attempt = _attempts[number - 1];
        return quiz.Answers switch
        {
            AnswersShown.AfterQuestion => attempt.EndedBy is not null || attempt.Sixths.Any(one => one is not null),
            AnswersShown.AfterAttempt => attempt.EndedBy is not null,
            AnswersShown.AfterPass => attempt.EndedBy is not null && (IsPassed || (_attempts.Count >= quiz.Attempts && Open is null)),
            _ => false,
        };
    }

    private void Close(Attempt attempt, int at, AttemptEnd by)
    {
        (attempt.EndedAt, attempt.EndedBy) = (at, by);
        var (earned, attempts) = Grade();
        IsPassed |= earned * 100 >= quiz.PassMark * 6 * Questions * attempts;
    }

    private (int Earned, int Attempts) Grade()
    {
        var ended = _attempts.Where(one => one.EndedBy is not null).Select(one => one.Earned).ToList();
        return ended.Count == 0
            ? (0, 0)
            : quiz.Grade switch
            {
                GradePolicy.Best => (ended.Max(), 1),
                GradePolicy.First => (ended[0], 1),
                GradePolicy.Last => (ended[^1], 1),
                _ => (ended.Sum(), ended.Count),
            };
    }

    private static decimal Rounded(int sixths, int attempts) => Math.Round(sixths * 100m / (6 * Questions * attempts), 1, MidpointRounding.AwayFromZero);
}
