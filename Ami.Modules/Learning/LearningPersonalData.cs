using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Learning;

/// <summary>People's courses and what they did in them: handed over when they ask, gone with their account.</summary>
internal sealed class LearningPersonalData(UnitOfWork unitOfWork, LearningDb db) : IPersonalData
{
    public IReadOnlyList<KeptData> Kept { get; } =
    [
        new("learning.progress", "learning.enrolments", "learning.completions")
        {
            Title = new("Cursos", "Courses"),
            What = new(
                "Los cursos que empezaste y las lecciones que marcaste como hechas, con su fecha.",
                "The courses that you began and the lessons that you marked as done, with their dates."
            ),
            Why = new("Para que sigas donde lo dejaste.", "For you to go on where you left off."),
            HowLong = KeptData.AsTheAccount,
        },
        new("learning.practice", "learning.cards", "learning.card_states", "learning.card_reviews")
        {
            Title = new("Práctica", "Practice"),
            What = new(
                "Tus tarjetas propias (los textos de lecciones quedan en el curso) y, de cada tarjeta que practicaste, cuándo toca otra vez y cada respuesta: cómo la valoraste, cuánto tardaste y cuán seguro dijiste estar.",
                "Cards of your own (the texts of lessons stay in the course) and, of each card that you practised, when it is due again and every answer: how you rated it, how long it took you and how sure you said you were."
            ),
            Why = new(
                "Para preguntarte cada tarjeta cuando estás a punto de olvidarla, y mostrarte si sabes lo que crees saber.",
                "To ask you each card when you are about to forget it, and to show you whether you know what you think you know."
            ),
            HowLong = KeptData.AsTheAccount,
        },
        new("learning.quizzes", "learning.attempts", "learning.attempt_questions", "learning.scenes")
        {
            Title = new("Cuestionarios", "Quizzes"),
            What = new(
                "Cada intento de un cuestionario: cuándo empezó y terminó, qué preguntas te tocaron, qué respondiste y cuántos puntos obtuviste; de los ejercicios sobre el gráfico, cada jugada y su resultado.",
                "Each attempt of a quiz: when it began and ended, which questions you got, what you answered and how many points you earned; of exercises on a chart, every move and what came of it."
            ),
            Why = new(
                "Para que sigas donde lo dejaste, para calificar tus respuestas y para que practiques lo que fallaste.",
                "For you to go on where you left off, to score your answers, and for you to practise what you got wrong."
            ),
            HowLong = KeptData.AsTheAccount,
        },
        new("learning.notes", "learning.notes", "learning.bookmarks")
        {
            Title = new("Notas y marcadores", "Notes and bookmarks"),
            What = new(
                "Lo que anotaste en las lecciones, y las lecciones que marcaste para volver a ellas.",
                "What you wrote down about lessons, and the lessons that you marked to come back to."
            ),
            Why = new("Para que lo encuentres otra vez.", "For you to find it again."),
            HowLong = KeptData.AsTheAccount,
        },
        new("learning.ratings", "learning.ratings")
        {
            Title = new("Valoraciones de cursos", "Ratings of courses"),
            What = new(
                "Cada valoración: el curso, las estrellas, el texto y su fecha y, si el equipo la ocultó, cuándo y por qué.",
                "Each rating: the course, the stars, the text and its date and, if staff hid it, when and why."
            ),
            Why = new(
                "Para que otros elijan un curso sabiendo qué les pareció a quienes lo hicieron.",
                "For others to choose a course knowing what those thought who took it."
            ),
            HowLong = KeptData.AsTheAccount,
            SeenBy = new("Todo el mundo ve las estrellas y el texto, sin tu nombre.", "Everybody sees the stars and the text, without your name."),
        },
        DiscussionArchive.Kept,
        new("learning.certificates", "learning.certificates")
        {
            Title = new("Certificados", "Certificates"),
            What = new(
                "Cada certificado que obtuviste: su código, el nombre que diste para él, el curso con sus lecciones como eran entonces, la nota del examen, su fecha y, si se revocó, cuándo y por qué. Quien tiene el código ve todo esto, menos las notas del equipo.",
                "Each certificate that you got: its code, the name that you gave for it, the course with its lessons as they were then, the mark of the exam, its date and, if it was revoked, when and why. Whoever has the code sees all of this but the team's notes."
            ),
            Why = new("Para que otros comprueben lo que completaste.", "For others to check what you completed."),
            HowLong = KeptData.AsTheAccount,
            Remains = new(
                "De cada certificado, un número que no dice de quién era: por él, las insignias que descargaste dejan de valer.",
                "Of each certificate, a number that does not say whose it was: by it, badges that you downloaded do not count any more."
            ),
        },
        new("learning.experience", "learning.study_days", "learning.experience", "learning.experience_weeks", "learning.achievements")
        {
            Title = new("Experiencia", "Experience"),
            What = new(
                "Los días en que aprendiste, con la zona horaria de entonces, con qué ganaste puntos y cuántos, y tus logros con su fecha.",
                "The days on which you learned, with the time zone of then, what earned you points and how many, and your achievements with their dates."
            ),
            Why = new("Para mostrarte tu racha, tu nivel y lo que alcanzaste.", "To show you your streak, your level and what you reached."),
            HowLong = KeptData.AsTheAccount,
        },
        new("learning.leaderboard", "learning.players", "learning.friendships")
        {
            Title = new("Clasificación", "Leaderboard"),
            What = new(
                "Si te uniste: el nombre que elegiste y tus puntos de cada semana, que ven los demás; tu código para amigos, quiénes lo son y quién lo pidió.",
                "If you joined: the name that you chose and your points of each week, which others see; your code for friends, who they are and who asked."
            ),
            Why = new("Para compararte con otros, si quieres.", "To compare you with others, if you want to."),
            HowLong = new("Hasta que salgas de la clasificación o borres tu cuenta.", "Until you leave the leaderboard or delete your account."),
        },
    ];

    /// <summary>Whether the person of an attempt may see what is right in it, as <see cref="Reveal"/> decides it.</summary>
    private const string IsSeen = """
        a.answers = 'AfterQuestion' or (a.submitted_at is not null and (a.answers = 'AfterAttempt' or (a.answers = 'AfterPass'
                    and (select bool_or(o.reached) or (count(*) >= z.attempts and bool_and(o.submitted_at is not null))
                        from learning.attempts o where o.lesson_id = a.lesson_id and o.user_id = a.user_id))))
        """;

    public async Task Export(Guid userId, PersonalArchive archive, CancellationToken cancellationToken)
    {
        await archive.Rows(
            "learning/courses.json",
            """
            select c.slug, c.title_es, c.title_en, e.enrolled_at from learning.enrolments e join learning.courses c on c.id = e.course_id
            where e.user_id = $1 order by e.enrolled_at, c.slug
            """,
            userId,
            cancellationToken
        );
        await archive.Rows(
            "learning/lessons-done.json",
            """
            select c.slug as course, l.key as lesson, l.title_es, l.title_en, d.completed_at
            from learning.completions d join learning.lessons l on l.id = d.lesson_id join learning.courses c on c.id = l.course_id
            where d.user_id = $1 order by d.completed_at, l.key
            """,
            userId,
            cancellationToken
        );
        await archive.Rows(
            "learning/practice-cards.json",
            """
            select c.origin, o.slug as course, l.key as lesson, c.key, case when c.lesson_id is null then c.front_es end as front_es,
                case when c.lesson_id is null then c.front_en end as front_en, case when c.lesson_id is null then c.back_es end as back_es,
                case when c.lesson_id is null then c.back_en end as back_en, s.phase, s.stability, s.difficulty,
                s.due_at, s.reviewed_at, s.reviews, s.suspended_at
            from learning.cards c
            left join learning.card_states s on s.card_id = c.id and s.user_id = $1
            left join learning.lessons l on l.id = c.lesson_id left join learning.courses o on o.id = l.course_id
            where c.user_id = $1 or s.user_id is not null order by c.origin, o.slug, l.key, c.position, c.key
            """,
            userId,
            cancellationToken
        );
        await archive.Rows(
            "learning/practice-reviews.json",
            """
            select r.reviewed_at, c.key as card, r.rating, r.confidence, r.seconds, r.days, r.undone_at
            from learning.card_reviews r join learning.cards c on c.id = r.card_id where r.user_id = $1 order by r.number
            """,
            userId,
            cancellationToken
        );
        await ExportQuizzes(userId, archive, cancellationToken);
        await ExperienceArchive.Export(userId, archive, cancellationToken);
        await ExportWritten(userId, archive, cancellationToken);
        await archive.Rows(
            "learning/certificates.json",
            """
            select c.code, c.holder, o.slug as course, c.title_es, c.title_en, c.lessons, c.minutes, c.exam_percent, c.issued_at, c.revoked_at, c.revoked_reason,
                c.revoked_note
            from learning.certificates c join learning.courses o on o.id = c.course_id where c.user_id = $1 order by c.issued_at, c.id
            """,
            userId,
            cancellationToken
        );
    }

    private static async Task ExportWritten(Guid userId, PersonalArchive archive, CancellationToken cancellationToken)
    {
        await archive.Rows(
            "learning/notes.json",
            """
            select c.slug as course, l.key as lesson, n.heading_es, n.heading_en, n.text, n.updated_at
            from learning.notes n join learning.lessons l on l.id = n.lesson_id join learning.courses c on c.id = l.course_id
            where n.user_id = $1 order by c.slug, l.position, n.heading nulls first, n.id
            """,
            userId,
            cancellationToken
        );
        await archive.Rows(
            "learning/bookmarks.json",
            """
            select c.slug as course, l.key as lesson, l.title_es, l.title_en, b.added_at
            from learning.bookmarks b join learning.lessons l on l.id = b.lesson_id join learning.courses c on c.id = l.course_id
            where b.user_id = $1 order by b.added_at, l.key
            """,
            userId,
            cancellationToken
        );
        await archive.Rows(
            "learning/ratings.json",
            """
            select c.slug as course, r.stars, r.text, r.updated_at, r.hidden_at, r.hidden_reason, r.hidden_note
            from learning.ratings r join learning.courses c on c.id = r.course_id where r.user_id = $1 order by c.slug
            """,
            userId,
            cancellationToken
        );
        await DiscussionArchive.Export(userId, archive, cancellationToken);
    }

    /// <summary>What an answer earned, where its person may see whether it is right.</summary>
    private static async Task ExportQuizzes(Guid userId, PersonalArchive archive, CancellationToken cancellationToken)
    {
        await archive.Rows(
            "learning/quiz-attempts.json",
            """
            select c.slug as course, l.key as lesson, a.number, a.started_at, a.ends_at, a.submitted_at, a.ended_by, a.pass_mark, a.points,
                a.earned / 840.0 as earned, a.passed
            from learning.attempts a join learning.lessons l on l.id = a.lesson_id join learning.courses c on c.id = l.course_id
            where a.user_id = $1 order by a.started_at, a.id
            """,
            userId,
            cancellationToken
        );
        await archive.Rows(
            "learning/quiz-answers.json",
            $"""
            select c.slug as course, l.key as lesson, a.number as attempt, t.position, q.topic, q.key as question, q.kind,
                q.points, t.answer, t.answered_at, case when {IsSeen} then t.earned / 840.0 end as earned
            from learning.attempt_questions t join learning.attempts a on a.id = t.attempt_id join learning.questions q on q.id = t.question_id
            join learning.lessons l on l.id = a.lesson_id join learning.courses c on c.id = l.course_id
            left join learning.quizzes z on z.lesson_id = a.lesson_id
            where a.user_id = $1 order by a.started_at, a.id, t.position
            """,
            userId,
            cancellationToken
        );
        // The bars stay here: those that are to come would tell what comes, and none of them is of the person.
        await archive.Rows(
            "learning/exercises.json",
            $"""
            select c.slug as course, l.key as lesson, a.number as attempt, s.position, s.moves, s.finished_at,
                case when s.finished_at is not null then s.symbol end as symbol, case when s.finished_at is not null then s.starts_at end as starts_at,
                s.result -> 'r' as net_r, s.result -> 'grossR' as gross_r, s.result -> 'costR' as cost_r,
                case when {IsSeen} then s.result -> 'passed' end as passed
            from learning.scenes s join learning.attempts a on a.id = s.attempt_id
            join learning.lessons l on l.id = a.lesson_id join learning.courses c on c.id = l.course_id
            left join learning.quizzes z on z.lesson_id = a.lesson_id
            where a.user_id = $1 order by a.started_at, a.id, s.position
            """,
            userId,
            cancellationToken
        );
    }

    public async Task Erase(Guid userId, CancellationToken cancellationToken)
    {
        // A badge that was passed on does not outlive the page that says what it stands for. In one statement: whoever revokes one holds its row first, too.
        await db.Database.ExecuteSqlAsync(
            $"""
            with gone as (delete from learning.certificates where user_id = {userId} returning status_index)
            insert into learning.withdrawn_badges select status_index from gone on conflict do nothing
            """,
            cancellationToken
        );
        // First: whoever ends an attempt at this moment holds it, and writes cards and completions, which go then. Its questions go with it.
        await db.Attempts.Where(a => a.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        // Whoever sees them on the leaderboard at this moment sees them the last time; friendships go with it.
        await db.Players.Where(p => p.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        // In the order of who rates a card, who writes to both.
        await unitOfWork.Hold(Practising.Lock(userId), cancellationToken);
        await unitOfWork.Hold(Earning.Lock(userId), cancellationToken);
        await db.Achievements.Where(a => a.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        await db.ExperienceWeeks.Where(w => w.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        await db.Experience.Where(e => e.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        await db.StudyDays.Where(d => d.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        await db.CardReviews.Where(r => r.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        await db.CardStates.Where(s => s.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        await db.Cards.Where(c => c.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        await db.Notes.Where(n => n.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        await db.Bookmarks.Where(b => b.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        await db.Ratings.Where(r => r.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        await DiscussionArchive.Erase(userId, db, cancellationToken);
        await db.Completions.Where(c => c.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        await db.Enrolments.Where(e => e.UserId == userId).ExecuteDeleteAsync(cancellationToken);
    }
}
