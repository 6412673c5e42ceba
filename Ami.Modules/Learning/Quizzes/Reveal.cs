namespace Ami.Modules.Learning;

/// <summary>Whether right answers may be seen. The one place that decides it.</summary>
internal static class Reveal
{
    /// <summary>Of a whole attempt.</summary>
    /// <param name="attempt">Which.</param>
    /// <param name="isSettled">Whether its person passed the quiz, or has no attempt left.</param>
    public static bool Of(Attempt attempt, bool isSettled) =>
        attempt.SubmittedAt is not null
        && attempt.Answers switch
        {
            AnswersShown.AfterQuestion or AnswersShown.AfterAttempt => true,
            AnswersShown.AfterPass => isSettled,
            AnswersShown.Never => false,
            _ => throw new ArgumentOutOfRangeException(nameof(attempt), attempt.Answers, "There is no such choice."),
        };

    /// <summary>Of one question of an attempt.</summary>
    /// <param name="attempt">Which.</param>
    /// <param name="question">A question of it.</param>
    /// <param name="isSettled">Whether its person passed the quiz, or has no attempt left.</param>
    public static bool Of(Attempt attempt, AttemptQuestion question, bool isSettled) => Of(attempt, isSettled) || IsChecked(attempt, question);

    /// <summary>Whether an answer cannot be changed any more.</summary>
    public static bool IsFinal(Attempt attempt, AttemptQuestion question) =>
        attempt.SubmittedAt is not null || IsChecked(attempt, question) || IsPlayedOut(question);

    /// <summary>Whether somebody could see right answers in it, now or once it is over: in the middle of another exam they may not.</summary>
    public static bool CouldTell(Attempt attempt) =>
        attempt.SubmittedAt is not null || attempt.Answers is AnswersShown.AfterQuestion or AnswersShown.AfterAttempt;

    /// <summary>A chart exercise that was finished is not played again, though it may not be seen yet what of it was right.</summary>
    private static bool IsPlayedOut(AttemptQuestion question) => question is { Question.Kind: QuestionKind.Replay, Answer: not null };

    private static bool IsChecked(Attempt attempt, AttemptQuestion question) => attempt.Answers == AnswersShown.AfterQuestion && question.Answer is not null;
}
