using System.Net;
using Ami.Modules.Learning;
using Ami.TestKit;

namespace Ami.Tests.Learning;

/// <summary>How far somebody is, and where they left off.</summary>
[TestClass]
[Needs<LearningModule>]
public sealed class ProgressTests : ApiTests<ProgressTests>
{
    [TestInitialize]
    public async Task Publish() => await Host.Publish(Shelf.All);

    [TestMethod]
    public async Task Enrol_AgainAndAtOnce_CountsOnce()
    {
        var person = (await Host.SignUp()).Client;
        (await Mine(person)).ShouldBeEmpty();
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => person.Enrol(Shelf.Free)));
        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK);
        var mine = (await Mine(person)).ShouldHaveSingleItem();
        (mine.Slug, mine.Done, mine.Lessons, mine.ContinueWith?.Key).ShouldBe(("open", 0, 3, "first"));
        Host.Time.Advance(TimeSpan.FromMinutes(1));
        (await person.Enrol(Shelf.Free).Read<CourseView>()).EnrolledAt.ShouldBe(mine.EnrolledAt);
    }

    [TestMethod]
    public async Task Complete_InAnyOrder_GoesOnBehindWhatWasDoneLast()
    {
        var person = (await Host.SignUp()).Client;
        (await person.Course(Shelf.Free)).ContinueWith.ShouldBeNull("it is not begun");
        await Done(person, "second");
        (await person.Course(Shelf.Free)).ContinueWith.ShouldBe("third");
        await Done(person, "third");
        (await person.Course(Shelf.Free)).ContinueWith.ShouldBe("first");
        await Done(person, "first");
        await Done(person, "first");
        var course = await person.Course(Shelf.Free);
        (course.ContinueWith, course.Lessons.Count(lesson => lesson.IsDone)).ShouldBe((null, 3));
        var mine = (await Mine(person)).ShouldHaveSingleItem();
        (mine.Done, mine.ContinueWith).ShouldBe((3, null));
    }

    [TestMethod]
    public async Task Complete_PreviewOfACourseThatIsNotOpen_CountsWithoutMakingItOnesOwn()
    {
        var person = (await Host.SignUp()).Client;
        using var done = await person.Complete(Shelf.Sold, "first");
        done.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await person.Course(Shelf.Sold)).Lessons[0].IsDone.ShouldBeTrue();
        (await Mine(person)).ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Mine_IsNobodyElses_AndTheLatestComesFirst()
    {
        var (person, stranger) = ((await Host.SignUp()).Client, (await Host.SignUp()).Client);
        await Host.Publish([.. Shelf.All, Shelf.Course("second-free", "free", "Otro", "Other", "Algo.", "Something.")]);
        await Done(person, "first");
        var other = (await person.Get<Page<CourseCard>>("/api/courses")).Items.Single(course => course.Slug == "second-free");
        Host.Time.Advance(TimeSpan.FromMinutes(1));
        (await person.PostAsync($"/api/courses/{other.Id}/enroll", null)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Mine(person)).Select(course => course.Slug).ShouldBe(["second-free", "open"]);
        Host.Time.Advance(TimeSpan.FromMinutes(1));
        await Done(person, "third");
        (await Mine(person)).Select(course => course.Slug).ShouldBe(["open", "second-free"]);
        (await Mine(stranger)).ShouldBeEmpty();
        (await stranger.Course(Shelf.Free)).Lessons.ShouldAllBe(lesson => !lesson.IsDone);
    }

    private static async Task Done(HttpClient person, string key)
    {
        using var answer = await person.Complete(Shelf.Free, key);
        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent, await answer.Content.ReadAsStringAsync());
        Host.Time.Advance(TimeSpan.FromSeconds(1));
    }

    private static async Task<IReadOnlyList<LearnedCourse>> Mine(HttpClient person) => (await person.Get<MyLearning.MyCourses>("/api/me/learning")).Courses;
}
