import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@conversation-frame/browsers'
import type { Consumer } from './installConsumer.js'

/** Stylesheets that pages start from, by their place in `node_modules`. */
const files = {
  'create-vite 6': 'create-vite-6/template-react/src/index.css',
  'create-vite 7': 'create-vite-7/template-react/src/index.css',
  'create-vite 8': 'create-vite-8/template-react/src/index.css',
  'create-vite 9': 'create-vite-9/template-react/src/index.css',
  antd: 'antd/dist/reset.css',
  'normalize.css': 'normalize.css/normalize.css',
  'modern-normalize': 'modern-normalize/modern-normalize.css',
  'sanitize.css': 'sanitize.css/sanitize.css',
  bootstrap: 'bootstrap/dist/css/bootstrap.css',
  pico: '@picocss/pico/css/pico.css',
  milligram: 'milligram/dist/milligram.css',
  sakura: 'sakura.css/css/sakura-dark.css',
  water: 'water.css/out/water.css',
  mvp: 'mvp.css/mvp.css',
  skeleton: 'skeleton-css/css/skeleton.css',
}

/** The text of each, and of what Tailwind CSS makes of its base styles. */
export async function readHostStyles(consumer: Consumer): Promise<Record<string, string>> {
  const modules = join(consumer.folder, 'node_modules')
  const styles: Record<string, string> = {}
  for (const [name, file] of Object.entries(files)) styles[name] = await readFile(join(modules, file), 'utf8')
  styles['tailwindcss 3'] = await tailwind(consumer, '../tailwindcss-3/lib/cli.js', '@tailwind base;')
  styles['tailwindcss 4'] = await tailwind(consumer, '../@tailwindcss/cli/dist/index.mjs', '@import "tailwindcss";')
  return styles
}

async function tailwind({ folder, bin }: Consumer, program: string, input: string): Promise<string> {
  await writeFile(join(folder, 'host.css'), input)
  await bin(program, ['--input', 'host.css', '--output', 'host.built.css', '--content', 'index.html'])
  return readFile(join(folder, 'host.built.css'), 'utf8')
}

/** Puts a stylesheet before or after those of the page, in place of the former one. */
export function useHostStyle(page: Page, css: string, place: 'before' | 'after', scheme: string): Promise<void> {
  return page.evaluate(
    ({ css, place, scheme }) => {
      document.querySelector('#host')?.remove()
      const style = document.createElement('style')
      style.id = 'host'
      // A page without a declared color scheme switches automatically. Colors in transition are not final.
      const own = /color-scheme/.test(css) ? '' : `:root { color-scheme: ${scheme} }`
      style.textContent = `${css}\n${own}\n* { transition: none !important }`
      document.head[place === 'before' ? 'prepend' : 'append'](style)
    },
    { css, place, scheme },
  )
}

/** The texts of the frames with a contrast below 4.5, each with its contrast. */
export function readFaint(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
    const channels = (color: string): number[] => {
      if (!canvas) return []
      canvas.clearRect(0, 0, 1, 1)
      canvas.fillStyle = color
      canvas.fillRect(0, 0, 1, 1)
      return [...canvas.getImageData(0, 0, 1, 1).data]
    }
    const behind = (element: Element | null): string => {
      if (!element) return 'white'
      const { backgroundColor } = getComputedStyle(element)
      return channels(backgroundColor)[3] === 0 ? behind(element.parentElement) : backgroundColor
    }
    const luminance = (color: string) => {
      const [red = 0, green = 0, blue = 0] = channels(color).map((channel) => {
        const share = channel / 255
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
      })
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
    const faint: string[] = []
    for (const element of document.querySelectorAll('[data-part=message], [data-part=reload], [data-part=new-tab]')) {
      const { webkitTextFillColor, backgroundImage, opacity } = getComputedStyle(element)
      const both = [luminance(webkitTextFillColor), luminance(behind(element))]
      const contrast = (Math.max(...both) + 0.05) / (Math.min(...both) + 0.05)
      const name = `${element.closest('[data-conversation-frame]')?.id} ${element.getAttribute('data-part')}`
      if (contrast < 4.5 || backgroundImage !== 'none' || opacity !== '1') faint.push(`${name}: ${contrast.toFixed(2)}`)
    }
    return faint
  })
}
