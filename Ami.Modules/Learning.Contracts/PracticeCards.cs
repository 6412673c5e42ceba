namespace Ami.Modules.Learning.Contracts;

/// <summary>Why a person gets a card of their own.</summary>
public enum PracticeCause
{
    /// <summary>They got a question wrong.</summary>
    QuizMistake,

    /// <summary>They broke a rule that they had set themselves.</summary>
    BrokenRule,
}

/// <summary>A question and its answer for one person. Plain text; formulas as text too.</summary>
/// <param name="UserId">For whom.</param>
/// <param name="Cause">Why.</param>
/// <param name="Key">Its name among those of this person and cause, 1 to 200 characters, for good: what they learnt of it hangs on it.</param>
/// <param name="FrontEs">The question in Spanish, 1 to 1,000 characters.</param>
/// <param name="FrontEn">The question in English.</param>
/// <param name="BackEs">The answer in Spanish, 1 to 2,000 characters.</param>
/// <param name="BackEn">The answer in English.</param>
/// <param name="LessonId">The lesson that it is about: while the person may not read that, the card is not asked. Null for none.</param>
public sealed record PracticeCard(
    Guid UserId,
    PracticeCause Cause,
    string Key,
    string FrontEs,
    string FrontEn,
    string BackEs,
    string BackEn,
    Guid? LessonId = null
);

/// <summary>Gives people cards of their own to practise, beside those of the lessons that they completed. Scoped.</summary>
public interface IPracticeCards
{
    /// <summary>
    /// Adds a card to a person's practice, with the transaction of the caller where there is one. Where they have it already, it gets these texts, is asked again if it
    /// was retired, and goes on where it stood.
    /// </summary>
    /// <param name="card">The card.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    /// <exception cref="ArgumentException">A text is empty or too long.</exception>
    Task Add(PracticeCard card, CancellationToken cancellationToken = default);

    /// <summary>Takes a card out of a person's practice, with what it stands for; what they did with it is kept. Nothing happens where there is none.</summary>
    /// <param name="userId">Whose.</param>
    /// <param name="cause">Why they had it.</param>
    /// <param name="key">Its name.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    Task Retire(Guid userId, PracticeCause cause, string key, CancellationToken cancellationToken = default);
}
