using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ami.Tests.Browser;

/// <summary>Staff at the users list: every part of the table that all admin pages share.</summary>
[TestClass]
public class AdminUsersTests
{
    [TestMethod]
    public async Task Admin_ListsSearchesSortsAndExports_AddressTellsTheTable()
    {
        await using var person = await Person.Arrive();
        var page = person.Page;
        await person.SignUp("en", "admin");
        await page.GetByRole(AriaRole.Button, new() { Name = "Account menu" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Administration" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Users" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Users", Level = 1 })).ToBeVisibleAsync();

        // Search by typing, from the keyboard.
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync(person.Email);
        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = person.Email });
        await Expect(page.GetByText("1 of 1")).ToBeVisibleAsync();
        await Expect(row).ToContainTextAsync("Administrator");
        await page.GetByLabel("State").SelectOptionAsync("Locked");
        await Expect(page.GetByText("Nothing matches")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Clear search and filters" }).ClickAsync();
        await page.GetByLabel("Role", new() { Exact = true }).SelectOptionAsync("Administrator");
        await page.GetByRole(AriaRole.Button, new() { Name = "Email", Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**/admin/users?role=admin&sort=email");
        await page.GetByRole(AriaRole.Button, new() { Name = "Columns" }).ClickAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Two-factor" }).CheckAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.ReloadAsync();
        await Expect(page.GetByRole(AriaRole.Columnheader, new() { Name = "Two-factor" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Columnheader, new() { Name = "Email" })).ToHaveAttributeAsync("aria-sort", "ascending");
        (await page.SeriousFindings()).ShouldBeEmpty();

        var saved = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Export CSV" }).ClickAsync());
        saved.SuggestedFilename.ShouldBe("users.csv");
        (await File.ReadAllTextAsync(await saved.PathAsync())).ShouldContain($",{person.Email},");
    }

    [TestMethod]
    public async Task Student_OpensAdmin_IsToldThatItIsNotForThem()
    {
        await using var person = await Person.Arrive("es-ES");
        await person.SignUp("es");
        await person.GoTo("/admin/users");
        await Expect(person.Page.GetByRole(AriaRole.Heading, new() { Name = "Tu cuenta no tiene acceso" })).ToBeVisibleAsync();
        (await person.Page.SeriousFindings()).ShouldBeEmpty();
        await person.Page.GetByRole(AriaRole.Button, new() { Name = "Menú de la cuenta" }).ClickAsync();
        await Expect(person.Page.GetByRole(AriaRole.Link, new() { Name = "Administración" })).Not.ToBeVisibleAsync();
    }
}
