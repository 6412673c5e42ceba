using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ami.Tests.Browser;

/// <summary>An administrator makes a role by keyboard, decides what it may do, gives it to somebody, and deletes it.</summary>
[TestClass]
public class AdminRolesTests
{
    [TestMethod]
    public async Task Admin_MakesDecidesGivesAndDeletesARole()
    {
        await using var student = await Person.Arrive();
        await student.SignUp("en");
        await using var admin = await Person.Arrive();
        var page = admin.Page;
        await admin.SignUp("en", "admin");
        await page.GotoAsync("/admin/roles");
        await page.GetByRole(AriaRole.Button, new() { Name = "New role" }).PressAsync("Enter");
        (await page.SeriousFindings()).ShouldBeEmpty();
        await admin.Picture("admin-roles-create");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Night shift");
        await page.Keyboard.PressAsync("Enter");

        // The dialog gives the focus back when it is gone; a key pressed before would go to its button.
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "New role" })).ToBeFocusedAsync();
        var box = page.GetByRole(AriaRole.Checkbox, new() { Name = "Night shift: See accounts, lists of them and their recent acts" });
        await box.PressAsync("Space");
        await Expect(page.GetByText("1 change not saved")).ToBeVisibleAsync();
        await admin.Picture("admin-roles-draft");
        await page.GetByRole(AriaRole.Button, new() { Name = "Review changes" }).PressAsync("Enter");
        await Expect(page.GetByText("Gets: See accounts")).ToBeVisibleAsync();
        (await page.SeriousFindings()).ShouldBeEmpty();
        await admin.Picture("admin-roles-review");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save changes" }).PressAsync("Enter");
        await Expect(page.GetByText("The changes are saved.")).ToBeVisibleAsync();
        await Expect(page.GetByText("1 change not saved")).Not.ToBeVisibleAsync();
        await Expect(box).ToBeCheckedAsync();

        await page.GotoAsync($"/admin/users?q={student.Email}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Ada", Exact = true }).PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Roles", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Night shift" }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save roles" }).ClickAsync();
        await Expect(page.GetByText("The roles are saved.")).ToBeVisibleAsync();
        await student.Page.GotoAsync("/admin");
        await Expect(student.Page.GetByRole(AriaRole.Heading, new() { Name = "Users", Level = 1 })).ToBeVisibleAsync();
        await Expect(student.Page.GetByRole(AriaRole.Link, new() { Name = "Mail", Exact = true })).Not.ToBeVisibleAsync();

        await page.GotoAsync("/admin/roles");
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete Night shift" }).ClickAsync();
        await Expect(page.GetByText("1 person has this role.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete role" }).ClickAsync();
        await Expect(page.GetByText("The role is deleted.")).ToBeVisibleAsync();
        await Expect(box).Not.ToBeVisibleAsync();
    }
}
