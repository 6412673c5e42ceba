using Ami.Modules.Learning;
using Ami.Modules.Learning.Contracts;
using Ami.TestKit;
using Ami.Tests.Learning;

namespace Ami.Tests.ApiService.RoleMatrix;

internal sealed partial class Cast
{
    /// <summary>A course that is free, a lesson of it that everybody may read, a card of the owner's own, a quiz with their attempt, a chart exercise that they play, and a friendship that they are asked for.</summary>
    private async Task<Taught> PublishCourses()
    {
        if (!Needs.Has<LearningModule>())
        {
            return new Taught(default, default, default, default, default, default, default, default);
        }

        var exercises = ExerciseShelf.Course("exercises-of-all", "\"answers\": \"afterAttempt\"");
        await Host.Publish([.. CourseFiles.All, QuizShelf.AtOnce, exercises]);
        var free = CourseFiles.All.First(course => course.File.Access == CourseOffering.Free);
        await Host.Own(cards => cards.Add(new PracticeCard(Owner.UserId, PracticeCause.BrokenRule, "matrix", "¿Regla?", "Rule?", "La regla.", "The rule.")));
        var own = (await Owner.Client.Session())[0].Stand.Id;
        var attempt = (await Owner.Client.Begin(QuizShelf.AtOnce)).Id;
        var played = await Owner.Client.Begin(exercises);
        await Host.Plant(played, 1);
        return new Taught(
            free.Id,
            free.LessonId(free.File.Lessons.First(lesson => lesson.Preview).Key),
            own,
            QuizShelf.AtOnce.QuizId(),
            attempt,
            exercises.QuizId(),
            played.Id,
            await AskedFriendship()
        );
    }

    private async Task<Guid> AskedFriendship()
    {
        var code = (await Owner.Client.Join("Ana").Read<PlayerView>()).Code ?? "";
        var friend = (await Host.SignUp()).Client;
        await friend.Join("Bea").Read<PlayerView>();
        (await friend.AskFriend(code)).EnsureSuccessStatusCode();
        return (await Owner.Client.Friends()).Waiting.Single().Id;
    }
}
