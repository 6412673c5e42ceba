using System.IO.Compression;
using System.Text.Json;
using Ami.Modules.Learning;
using Ami.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Ami.Tests.Learning.ScenePlay;

namespace Ami.Tests.Learning;

/// <content>What closes, ends or takes scenes away.</content>
public sealed partial class ScenesTests
{
    [TestMethod]
    public async Task Time_IsOver_CountsAnEntryAsItStands_AndNothingElse()
    {
        var (person, attempt) = await Begun(Open);
        await Host.Plant(attempt, 2);
        await person.Client.Move(attempt, 0, Right with { Target = null }).Read<SceneView>();
        await person.Client.Move(attempt, 1, Step(1)).Read<SceneView>();
        await person.Client.Move(attempt, 0, Step(5), position: 2).Read<SceneView>();
        Host.Time.Advance(TimeSpan.FromMinutes(10));
        person = await ApiHost.SignIn(person);
        (await person.Client.Move(attempt, 2, Step(1)).Code()).ShouldBe("learning.quiz_time_over");
        (await person.Client.Move(attempt, 1, Step(1)).Read<SceneView>()).Version.ShouldBe(2, "it had arrived in time, whatever became of the answer to it");
        var scene = await person.Client.Look(attempt).Read<SceneView>();
        (scene.IsOver, scene.Played, scene.Trades.ShouldHaveSingleItem().ExitBy, scene.Result?.After.C.Count).ShouldBe((true, 1, SceneExit.Hand, 19));
        var idle = await person.Client.Look(attempt, 2).Read<SceneView>();
        (idle.IsOver, idle.Played, idle.Result?.R, idle.Result?.Checks?.Any(check => check.Passed)).ShouldBe((true, 5, null, false));
        var closed = await person.Client.Attempt(attempt);
        (closed.EndedBy, closed.Percent, closed.Questions[1].Answer).ShouldBe((AttemptEnd.Time, 50, null));
    }

    [TestMethod]
    public async Task Scene_OfSomebodyElse_OrOfAClosedCourse_OrInAnExam_IsNotThere()
    {
        var (person, attempt) = await Begun(Open);
        await AllAre((await Host.SignUp()).Client, attempt, "learning.attempt_unknown");
        await AllAre(Host.Anonymous(), attempt, "auth.unauthenticated");
        var mine = await person.Client.Begin(AtOnce);
        (await person.Client.GetAsync(Path(attempt with { LessonId = mine.LessonId }, 1)).Code()).ShouldBe("learning.attempt_unknown");
        var exam = await person.Client.Begin(Open, "exam");
        await AllAre(person.Client, attempt, "learning.exam_underway");
        await person.Client.Submit(exam).Read<AttemptView>();
        await Host.Publish([Closed, AtOnce, Nowhere]);
        await AllAre(person.Client, attempt, "learning.not_bought");
        await Host.Publish([Open, AtOnce, Nowhere]);
        (await person.Client.Look(attempt).Read<SceneView>()).Version.ShouldBe(0);
        (await person.Client.Bars(attempt, null).Code()).ShouldBe("learning.scene_interval");
        foreach (var interval in new[] { "1h", "30m", "90m", "1d2", "1M" })
        {
            (await person.Client.Bars(attempt, interval).Code()).ShouldBe("learning.scene_interval");
        }

        static async Task AllAre(HttpClient client, AttemptView attempt, string code)
        {
            (await client.Look(attempt).Code()).ShouldBe(code);
            (await client.Bars(attempt, "4h").Code()).ShouldBe(code);
            (await client.Move(attempt, 0, Step(1)).Code()).ShouldBe(code);
        }
    }

    [TestMethod]
    public async Task Person_WhoLeaves_TakesTheirScenesAlong_WithoutWhatMayNotBeSeen()
    {
        var (person, attempt) = await Begun(Open);
        await Host.Plant(attempt, 2);
        await person.Client.Move(attempt, 0, Right).Read<SceneView>();
        await person.Client.Move(attempt, 1, Finish).Read<SceneView>();
        var rows = await Rows();
        rows.GetArrayLength().ShouldBe(2);
        (rows[0].GetProperty("moves").GetArrayLength(), rows[0].GetProperty("symbol").GetString()).ShouldBe((2, "SECRET-SIM"));
        rows[0].GetProperty("passed").ValueKind.ShouldBe(JsonValueKind.Null, "the attempt goes on");
        rows[1].GetProperty("symbol").ValueKind.ShouldBe(JsonValueKind.Null, "it is not over");
        rows.GetRawText().ShouldNotContain("123.457");
        await person.Client.Submit(attempt).Read<AttemptView>();
        (await Rows())[0].GetProperty("passed").GetArrayLength().ShouldBe(2);
        var left = await Host.InScope(async services =>
        {
            await services.GetRequiredService<UnitOfWork>().Run(ct => services.GetRequiredService<PersonalDataSet>().Erase(person.UserId, ct));
            return await services.GetRequiredService<LearningDb>().Scenes.CountAsync(scene => scene.AttemptId == attempt.Id);
        });
        left.ShouldBe(0);

        Task<JsonElement> Rows() =>
            Host.InScope(async services =>
            {
                using var stream = new MemoryStream();
                await services.GetRequiredService<PersonalDataSet>().Export(person.UserId, stream, CancellationToken.None);
                using var zip = new ZipArchive(stream);
                using var file = zip.GetEntry("learning/exercises.json").ShouldNotBeNull().Open();
                return JsonDocument.Parse(file).RootElement;
            });
    }
}
