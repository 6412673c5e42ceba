using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Ami.Modules.__Name__;
using Ami.Modules.__Name__.Features;
using Ami.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.__Name__;

[TestClass]
public sealed class __Name__EntryTests : ApiTests<__Name__EntryTests>
{
    private const string Path = "/api/__kebab-name__";

    [TestMethod]
    public async Task Create_Title_IsListedForItsOwnerAlone()
    {
        var owner = await Host.SignUp();
        var stranger = await Host.SignUp();
        (await Create(owner, "first")).Title.ShouldBe("first");
        Host.Time.Advance(TimeSpan.FromSeconds(1));
        await Create(owner, "  second ");
        (await Titles(owner)).ShouldBe(["second", "first"]);
        (await Titles(stranger)).ShouldBeEmpty();
    }

    [TestMethod]
    public async Task List_MoreThanAPage_GoesOnWhereItStopped()
    {
        var owner = await Host.SignUp();
        foreach (var title in (string[])["a", "b", "c"])
        {
            await Create(owner, title);
        }

        var first = await Page(owner, "?limit=2");
        var second = await Page(owner, $"?limit=2&cursor={first.NextCursor}");
        first.Items.Concat(second.Items).Select(e => e.Title).ShouldBe(["a", "b", "c"], ignoreOrder: true);
        second.NextCursor.ShouldBeNull();
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("   ")]
    [DataRow("two\nlines")]
    [DataRow("A title that goes on and on until it is longer than any title should be, because its writer could not stop, and then goes on.")]
    public async Task Create_TitleOfNoOrTooManyCharacters_IsRefusedAtItsField(string title)
    {
        var owner = await Host.SignUp();
        using var answer = await owner.Client.PostAsJsonAsync(Path, new { title });
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("code").GetString().ShouldBe("__snake_name__.title_invalid");
        problem.GetProperty("errors").GetProperty("title").GetArrayLength().ShouldBe(1);
        (await Titles(owner)).ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Erase_Person_TakesTheirEntriesAndNobodyElses()
    {
        var leaving = await Host.SignUp();
        var staying = await Host.SignUp();
        await Create(leaving, "goes");
        await Create(staying, "stays");
        var left = await Host.InScope(async services =>
        {
            await services.GetRequiredService<UnitOfWork>().Run(ct => services.GetRequiredService<PersonalDataSet>().Erase(leaving.UserId, ct));
            return await services.GetRequiredService<__Name__Db>().Entries.Where(e => e.UserId == leaving.UserId || e.UserId == staying.UserId).ToListAsync();
        });
        left.ShouldHaveSingleItem().Title.ShouldBe("stays");
    }

    private static async Task<__Name__EntryView> Create(SignedIn person, string title)
    {
        using var answer = await person.Client.PostAsJsonAsync(Path, new { title });
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        return (await answer.Content.ReadFromJsonAsync<__Name__EntryView>()).ShouldNotBeNull();
    }

    private static async Task<Page<__Name__EntryView>> Page(SignedIn person, string query) =>
        (await person.Client.GetFromJsonAsync<Page<__Name__EntryView>>(Path + query)).ShouldNotBeNull();

    private static async Task<IEnumerable<string>> Titles(SignedIn person) => (await Page(person, "")).Items.Select(e => e.Title);
}
