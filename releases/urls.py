"""Addresses of the newsroom. ``<slug>`` never begins a word of the site's own: slugs.validate."""

from django.urls import path

from releases import feeds, sitemaps, views

urlpatterns = [
    path("", views.home, name="home"),
    path("news/", views.newsroom, name="newsroom"),
    path("news/feed.rss", feeds.newsroom_rss, name="newsroom_rss"),
    path("news/<int:year>/", views.newsroom_year, name="newsroom_year"),
    path("news/<slug:slug>.json", views.release_json, name="release_json"),
    path("news/<slug:slug>/", views.release, name="release"),
    path("contacts/", views.contacts, name="contacts"),
    path("files/<uuid:public_id>/<str:filename>", views.attachment, name="attachment"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-pages.xml", sitemaps.pages, name="sitemap_pages"),
    path("sitemap-<int:year>.xml", sitemaps.year, name="sitemap_year"),
    path("sitemap-<slug:section>.xml", sitemaps.section, name="sitemap_section"),
]
